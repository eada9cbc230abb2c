package dev.stratavore.pty.frame;

import java.nio.ByteBuffer;

/** Turns frames into bytes; free of state. */
public final class FrameEncoder {
    private static final int USUAL_PAYLOAD = 64;

    private FrameEncoder() {}

    /**
     * The whole frame, ready to be sent.
     *
     * @throws IllegalArgumentException if the payload exceeds {@link FrameType#MAX_PAYLOAD}
     */
    public static ByteBuffer encode(Frame frame) {
        return ByteBuffer.wrap(encodeToBytes(frame));
    }

    /** As {@link #encode}, as an array of exactly the frame's size. */
    public static byte[] encodeToBytes(Frame frame) {
        PayloadWriter out = new PayloadWriter(USUAL_PAYLOAD);
        frame.write(out);
        if (out.payload() > FrameType.MAX_PAYLOAD) {
            throw new IllegalArgumentException("a frame holds at most 1 MiB");
        }
        return out.frame(frame.type());
    }

    /** A header alone, for an output frame whose payload is sent from where it lies. */
    public static void outHeader(byte[] into, int payload) {
        into[0] = FrameType.OUT;
        into[1] = (byte) (payload >>> 24);
        into[2] = (byte) (payload >>> 16);
        into[3] = (byte) (payload >>> 8);
        into[4] = (byte) payload;
    }
}
