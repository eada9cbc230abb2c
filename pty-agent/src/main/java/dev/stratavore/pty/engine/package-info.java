/** The port to a pty implementation, and the pty4j engine behind it. */
@NullMarked
package dev.stratavore.pty.engine;

import org.jspecify.annotations.NullMarked;
