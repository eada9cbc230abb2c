package dev.stratavore.pty.frame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the fields of one payload; what follows the last known field is ignored. */
final class PayloadReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    PayloadReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Whether the peer is new enough to have sent another field. */
    boolean more() {
        return at < end;
    }

    int u8() throws FrameException {
        need(1);
        return bytes[at++] & 0xff;
    }

    boolean bool() throws FrameException {
        return u8() != 0;
    }

    int u16() throws FrameException {
        return u8() << 8 | u8();
    }

    int i32() throws FrameException {
        need(4);
        int value =
                bytes[at] << 24
                        | (bytes[at + 1] & 0xff) << 16
                        | (bytes[at + 2] & 0xff) << 8
                        | (bytes[at + 3] & 0xff);
        at += 4;
        return value;
    }

    long i64() throws FrameException {
        long high = i32();
        return high << 32 | (i32() & 0xffffffffL);
    }

    byte[] bytes() throws FrameException {
        int length = length();
        byte[] value = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return value;
    }

    byte[] rest() {
        byte[] value = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return value;
    }

    String string() throws FrameException {
        int length = length();
        String value = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    ExitStatus exit() throws FrameException {
        int code = i32();
        int signal = i32();
        if (code >= 0) {
            return new ExitStatus.Exited(code);
        }
        return signal > 0 ? new ExitStatus.Signaled(signal) : new ExitStatus.Lost();
    }

    /**
     * A count of items that each take at least {@code itemBytes}, so that a lie cannot make us
     * allocate.
     */
    int count(int itemBytes) throws FrameException {
        int count = i32();
        if (count < 0 || count > (end - at) / itemBytes) {
            throw new FrameException("a list is longer than its frame");
        }
        return count;
    }

    private int length() throws FrameException {
        int length = i32();
        if (length < 0) {
            throw new FrameException("a field has a negative length");
        }
        need(length);
        return length;
    }

    private void need(int count) throws FrameException {
        if (end - at < count) {
            throw new FrameException("a frame ends within a field");
        }
    }
}
