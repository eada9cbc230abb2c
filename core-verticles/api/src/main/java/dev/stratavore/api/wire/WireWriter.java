package dev.stratavore.api.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the protobuf wire format, after the encoding page of the protobuf documentation. Scalars
 * at their default are left out, as proto3 does; the {@code optional} forms write whatever is not
 * null. Not for several threads.
 */
public final class WireWriter {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH_DELIMITED = 2;
    static final int FIXED32 = 5;
    private static final int FIRST_CAPACITY = 256;

    private byte[] buffer = new byte[FIRST_CAPACITY];
    private int size;

    /** Writes a string field unless it is empty. */
    public void string(int field, String value) {
        if (!value.isEmpty()) {
            delimited(field, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Writes every string, also empty ones. */
    public void strings(int field, List<String> values) {
        for (String value : values) {
            delimited(field, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Writes a bytes field unless it is empty. */
    public void bytes(int field, byte[] value) {
        if (value.length > 0) {
            delimited(field, value);
        }
    }

    /** Writes an int32 field unless it is zero. */
    public void int32(int field, int value) {
        int64(field, value);
    }

    /** Writes an int64 field unless it is zero. */
    public void int64(int field, long value) {
        if (value != 0) {
            tag(field, VARINT);
            varint(value);
        }
    }

    /** Writes a bool field unless it is false. */
    public void bool(int field, boolean value) {
        int64(field, value ? 1 : 0);
    }

    /** Writes an int32 field with presence. */
    public void optionalInt32(int field, @Nullable Integer value) {
        if (value != null) {
            tag(field, VARINT);
            varint(value);
        }
    }

    /** Writes a double field with presence. */
    public void optionalDouble(int field, @Nullable Double value) {
        if (value != null) {
            tag(field, FIXED64);
            long bits = Double.doubleToRawLongBits(value);
            for (int i = 0; i < Long.BYTES; i++) {
                one((int) (bits >>> (Byte.SIZE * i)));
            }
        }
    }

    /** Writes a double field. */
    public void float64(int field, double value) {
        if (value != 0) {
            optionalDouble(field, value);
        }
    }

    /** A number whose absence means something. */
    public void optionalInt64(int field, @Nullable Long value) {
        if (value != null) {
            tag(field, 0);
            varint(value);
        }
    }

    /** A nested message, if there is one. */
    public void message(int field, @Nullable WireMessage value) {
        if (value != null) {
            delimited(field, value.encode());
        }
    }

    /** Writes every message of a repeated field. */
    public void messages(int field, List<? extends WireMessage> values) {
        for (WireMessage value : values) {
            delimited(field, value.encode());
        }
    }

    /** Writes a {@code map<string, int32>} field. */
    public void counts(int field, Map<String, Integer> values) {
        for (Map.Entry<String, Integer> value : values.entrySet()) {
            WireWriter entry = new WireWriter();
            entry.string(1, value.getKey());
            entry.int32(2, value.getValue());
            delimited(field, entry.toByteArray());
        }
    }

    /** What was written so far. */
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    private void delimited(int field, byte[] value) {
        tag(field, LENGTH_DELIMITED);
        varint(value.length);
        room(value.length);
        System.arraycopy(value, 0, buffer, size, value.length);
        size += value.length;
    }

    private void tag(int field, int wireType) {
        varint(((long) field << 3) | wireType);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            one((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        one((int) rest);
    }

    private void one(int value) {
        room(1);
        buffer[size++] = (byte) value;
    }

    private void room(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
