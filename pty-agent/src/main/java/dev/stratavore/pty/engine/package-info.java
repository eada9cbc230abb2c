/**
 * The port to a pty implementation, and two engines behind it: one of the C library alone, and one
 * that has pty4j open the terminal and fork.
 */
@NullMarked
package dev.stratavore.pty.engine;

import org.jspecify.annotations.NullMarked;
