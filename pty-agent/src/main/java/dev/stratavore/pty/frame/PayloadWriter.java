package dev.stratavore.pty.frame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Appends big-endian fields to a growing frame whose header is left free at the front; opaque
 * outside the codec.
 */
public final class PayloadWriter {
    private byte[] bytes;
    private int size = FrameType.HEADER_BYTES;

    PayloadWriter(int expected) {
        bytes = new byte[FrameType.HEADER_BYTES + expected];
    }

    void u8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void bool(boolean value) {
        u8(value ? 1 : 0);
    }

    void u16(int value) {
        reserve(2);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    void i32(int value) {
        reserve(4);
        putInt(size, value);
        size += 4;
    }

    void i64(long value) {
        i32((int) (value >>> 32));
        i32((int) value);
    }

    void bytes(byte[] value) {
        i32(value.length);
        rest(value);
    }

    /** The last field of a frame: its length is what remains of the payload. */
    void rest(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    void string(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Code and signal: both numbers are always there, -1 for the one that does not apply. */
    void exit(ExitStatus status) {
        i32(status instanceof ExitStatus.Exited exited ? exited.code() : -1);
        i32(status instanceof ExitStatus.Signaled signaled ? signaled.signal() : -1);
    }

    int payload() {
        return size - FrameType.HEADER_BYTES;
    }

    /** The payload alone, for a field within another frame. */
    byte[] payloadBytes() {
        return Arrays.copyOfRange(bytes, FrameType.HEADER_BYTES, size);
    }

    byte[] frame(int type) {
        bytes[0] = (byte) type;
        putInt(1, payload());
        return bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
    }

    private void putInt(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
