/**
 * The pty host: holds the terminals of one user, and outlives the daemon.
 *
 * <p>Three threads do everything. The event loop's owns all state: connections, terminals,
 * attempts. The disk's does whatever may block, one thing after the other: files, starting
 * programs. That of the processes looks at /proc, and signals, freezes and measures what it finds.
 * What both find goes back to the loop as a task. A signal only leaves a task.
 *
 * <ul>
 *   <li>A byte of output: {@code Pty} → {@link dev.stratavore.pty.host.Terminal} → ring, mirror,
 *       each {@code AttachedClient}'s connection, and by {@code OutputFeed} to the segments.
 *   <li>A keystroke: {@code Connection} → {@code AttachedClient} → {@code PendingInput} → {@code
 *       Pty}, within one turn of the loop.
 *   <li>An attach: {@code Acceptor} → {@code Greeting} → {@code AttachDesk}: the writer's size,
 *       then the picture at an offset, then what comes.
 *   <li>A launch: {@code ControlSession} → {@code RunnerDesk} → {@code Launcher} → {@code
 *       LaunchWork} on the disk's thread, and back.
 *   <li>An end: {@code Terminal.exited} → the clients, {@code StopOperation}, and the journal,
 *       which has it on disk before {@code Events} tells it.
 *   <li>A heartbeat: {@code Heartbeat} → {@code RunnerProcesses}, one look at /proc for all
 *       attempts and whoever else waits for one → the connections that asked.
 * </ul>
 */
@NullMarked
package dev.stratavore.pty.host;

import org.jspecify.annotations.NullMarked;
