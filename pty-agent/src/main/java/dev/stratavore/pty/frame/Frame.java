package dev.stratavore.pty.frame;

/**
 * One message between the pty host and a client or the daemon. Frames are immutable; the arrays
 * that some of them carry belong to the receiver and are not to be changed. On the wire: type (u8),
 * payload length (u32), payload; big-endian, strings and byte fields with a u32 length, strings in
 * UTF-8.
 */
public sealed interface Frame permits SessionFrame, AttachFrame, ControlFrame {
    /** The number on the wire, one of {@link FrameType}. */
    int type();

    /**
     * Appends the payload. Encoding is by dispatch: a pattern switch would cost a client start-up
     * time.
     */
    void write(PayloadWriter out);
}
