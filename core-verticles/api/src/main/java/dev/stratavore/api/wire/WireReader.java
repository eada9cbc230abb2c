package dev.stratavore.api.wire;

import java.util.Arrays;

/** Walks over the bytes of one message. Not for several threads. */
final class WireReader {
    private static final int LONGEST_VARINT = 64;

    private final byte[] data;
    private int position;

    WireReader(byte[] data) {
        this.data = data;
    }

    boolean more() {
        return position < data.length;
    }

    /** A number as a {@link Long}, anything with a length as a {@code byte[]}. */
    Object value(int wireType) {
        return switch (wireType) {
            case WireWriter.VARINT -> varint();
            case WireWriter.FIXED64 -> fixed(Long.BYTES);
            case WireWriter.FIXED32 -> fixed(Integer.BYTES);
            case WireWriter.LENGTH_DELIMITED -> delimited();
            default -> throw new WireFormatException("unknown wire type " + wireType);
        };
    }

    long varint() {
        long result = 0;
        for (int shift = 0; shift < LONGEST_VARINT; shift += 7) {
            need(1);
            byte next = data[position++];
            result |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return result;
            }
        }
        throw new WireFormatException("a number of more than ten bytes");
    }

    private long fixed(int length) {
        need(length);
        long result = 0;
        for (int i = 0; i < length; i++) {
            result |= (data[position++] & 0xffL) << (Byte.SIZE * i);
        }
        return result;
    }

    private byte[] delimited() {
        long length = varint();
        if (length < 0 || length > data.length - position) {
            throw new WireFormatException("a field longer than its message");
        }
        int from = position;
        position += (int) length;
        return Arrays.copyOfRange(data, from, position);
    }

    private void need(int bytes) {
        if (data.length - position < bytes) {
            throw new WireFormatException("a message that is cut short");
        }
    }
}
