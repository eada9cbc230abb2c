package dev.stratavore.pty.frame;

/**
 * What the daemon asks of the host. Each request gets one {@code Failed}, or one reply that
 * completes it; those that are answered by several replies say so.
 */
public sealed interface ControlRequest extends ControlFrame permits HostRequest, RunnerRequest {}
