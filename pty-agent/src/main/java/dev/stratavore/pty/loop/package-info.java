/**
 * One thread that waits for file descriptors, timers and tasks, by epoll. Sockets, terminals and
 * process descriptors share it, so that a keystroke and its echo need no hand-over between threads.
 * Linux only; the C library is called through the foreign function API.
 */
@NullMarked
package dev.stratavore.pty.loop;

import org.jspecify.annotations.NullMarked;
