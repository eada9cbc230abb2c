package dev.stratavore.pty.frame;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes, cut anywhere, into frames. Memory grows with what has arrived, not with what a
 * header claims. Not thread-safe. After a {@link FrameException} the decoder is of no further use.
 */
public final class FrameDecoder {
    private static final int FIRST_CAPACITY = 512;
    private static final int KEPT_CAPACITY = 64 << 10;

    private int maxPayload;
    private byte[] held = new byte[FIRST_CAPACITY];
    private int start;
    private int end;

    /** A decoder that accepts every frame the protocol allows. */
    public FrameDecoder() {
        this(FrameType.MAX_PAYLOAD);
    }

    /** A decoder for peers that may only send small frames so far. */
    public FrameDecoder(int maxPayload) {
        this.maxPayload = maxPayload;
    }

    /** From now on payloads may have up to this many bytes. */
    public void allow(int payload) {
        maxPayload = payload;
    }

    /** Takes all remaining bytes of the buffer. */
    public void feed(ByteBuffer bytes) {
        int count = bytes.remaining();
        reserve(count);
        bytes.get(held, end, count);
        end += count;
    }

    /** Takes some bytes of an array. */
    public void feed(byte[] bytes, int from, int count) {
        reserve(count);
        System.arraycopy(bytes, from, held, end, count);
        end += count;
    }

    /** The next whole frame, or null until more bytes are fed. */
    public @Nullable Frame next() throws FrameException {
        while (end - start >= FrameType.HEADER_BYTES) {
            int type = held[start] & 0xff;
            int length = new PayloadReader(held, start + 1, end).i32();
            if (length < 0 || length > maxPayload) {
                throw new FrameException("a frame is longer than allowed");
            }
            int from = start + FrameType.HEADER_BYTES;
            if (end - from < length) {
                return null;
            }
            start = from + length;
            Frame frame = decode(type, new PayloadReader(held, from, start));
            if (frame != null) {
                return frame;
            }
        }
        return null;
    }

    private static @Nullable Frame decode(int type, PayloadReader in) throws FrameException {
        try {
            Frame frame = FrameReader.read(type, in);
            if (frame == null && type < FrameType.SKIPPABLE) {
                throw new FrameException("a frame has an unknown type");
            }
            return frame;
        } catch (IllegalArgumentException e) {
            throw new FrameException(String.valueOf(e.getMessage()));
        }
    }

    private void reserve(int more) {
        if (start == end) {
            start = 0;
            end = 0;
            if (held.length > KEPT_CAPACITY) {
                held = new byte[KEPT_CAPACITY];
            }
        }
        if (end + more <= held.length) {
            return;
        }
        int kept = end - start;
        byte[] into = held;
        if (kept + more > held.length) {
            into = new byte[Math.max(kept + more, Math.min(held.length * 2, KEPT_CAPACITY))];
        }
        System.arraycopy(held, start, into, 0, kept);
        held = into;
        start = 0;
        end = kept;
    }
}
