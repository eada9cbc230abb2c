/**
 * The true terminal: raw bytes between this terminal and the pty host, the detach keys, and the way
 * back to the state that the terminal was in.
 *
 * <p>Two threads copy, one each way, and block where the other side is slow. Nothing but the
 * program's output is written to the terminal while it is attached, except the window's title.
 */
@NullMarked
package dev.stratavore.cli.attach;

import org.jspecify.annotations.NullMarked;
