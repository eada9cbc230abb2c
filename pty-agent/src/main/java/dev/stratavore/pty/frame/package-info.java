/** The frames between the pty host, its clients and the daemon, and their codec. */
@NullMarked
package dev.stratavore.pty.frame;

import org.jspecify.annotations.NullMarked;
