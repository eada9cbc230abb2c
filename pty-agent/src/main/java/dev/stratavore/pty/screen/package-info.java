/**
 * The terminal mirror: what a terminal would show after the bytes it was fed, and the bytes that
 * make another terminal show the same.
 *
 * <p>{@link dev.stratavore.pty.screen.Mirror} is the screen, {@link
 * dev.stratavore.pty.screen.ModeTracker} the small part of it that a client needs to leave a
 * terminal as it was, {@link dev.stratavore.pty.screen.HistoryRenderer} and {@link
 * dev.stratavore.pty.screen.PlainLog} make scrollback and readable logs of recorded output. Nothing
 * here does I/O, knows a clock or starts a thread, and no input whatever makes it throw. Every
 * object is for one thread at a time; the caller holds the lock.
 *
 * <p>The control functions follow ECMA-48, DEC STD 070 and xterm's control sequence document, with
 * the kitty keyboard protocol beside them; where terminals differ the majority of today's is
 * followed.
 */
@NullMarked
package dev.stratavore.pty.screen;

import org.jspecify.annotations.NullMarked;
