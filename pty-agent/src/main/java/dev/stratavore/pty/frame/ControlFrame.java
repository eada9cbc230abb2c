package dev.stratavore.pty.frame;

/** A request to the host or what answers it. */
public sealed interface ControlFrame extends Frame permits ControlRequest, ControlReply {
    /** The requester's number (u32), which every reply to the request repeats. */
    int request();
}
