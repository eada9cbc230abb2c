package dev.stratavore.core.edge;

import dev.stratavore.core.protocol.Principal;

/**
 * Who comes in by a listener.
 *
 * @param owner whether it is the owner of the daemon's socket, who may ask for god mode
 */
record Entry(Principal principal, boolean owner) {}
