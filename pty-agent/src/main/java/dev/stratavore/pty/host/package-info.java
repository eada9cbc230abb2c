/** The pty host: terminals, segments, index, journal and the socket. */
@NullMarked
package dev.stratavore.pty.host;

import org.jspecify.annotations.NullMarked;
