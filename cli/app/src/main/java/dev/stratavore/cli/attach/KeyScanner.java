package dev.stratavore.cli.attach;

import java.util.Arrays;

/**
 * Cuts what is typed into keys, escape sequences and pastes, without losing or changing a byte. A
 * sequence that is cut short is kept back until more comes or {@link #flush} says that no more
 * does. Inside a bracketed paste nothing is a key.
 */
final class KeyScanner {
    private static final int ESC = 0x1b;
    private static final int LONGEST = 64;
    private static final byte[] PASTE_BEGIN = {ESC, '[', '2', '0', '0', '~'};
    private static final byte[] PASTE_END = {ESC, '[', '2', '0', '1', '~'};

    /** Gets the pieces in order. */
    interface Sink {
        /** A key or sequence with its bytes. */
        void key(Key key, byte[] bytes, int from, int to);

        /** Bytes that are no key. */
        void text(byte[] bytes, int from, int to);
    }

    private final Sink sink;
    private byte[] kept = new byte[0];
    private boolean pasting;
    private int endMatched;

    KeyScanner(Sink sink) {
        this.sink = sink;
    }

    /** Whether a beginning of a sequence is kept back. */
    boolean keepsBack() {
        return kept.length > 0;
    }

    /** No more comes for what is kept back. */
    void flush() {
        byte[] bytes = kept;
        kept = new byte[0];
        if (bytes.length > 0) {
            sink.key(Key.NONE, bytes, 0, bytes.length);
        }
    }

    void feed(byte[] input, int length) {
        byte[] bytes = input;
        int end = length;
        if (kept.length > 0) {
            bytes = Arrays.copyOf(kept, kept.length + length);
            System.arraycopy(input, 0, bytes, kept.length, length);
            end = bytes.length;
            kept = new byte[0];
        }
        int at = 0;
        while (at < end) {
            at = pasting ? paste(bytes, at, end) : token(bytes, at, end);
        }
    }

    private int paste(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && pasting) {
            byte next = bytes[at++];
            if (next == PASTE_END[endMatched]) {
                endMatched++;
            } else {
                endMatched = next == ESC ? 1 : 0;
            }
            if (endMatched == PASTE_END.length) {
                pasting = false;
                endMatched = 0;
            }
        }
        sink.text(bytes, from, at);
        return at;
    }

    private int token(byte[] bytes, int from, int end) {
        if (bytes[from] != ESC) {
            sink.key(Key.ofByte(bytes[from] & 0xff), bytes, from, from + 1);
            return from + 1;
        }
        int to = sequenceEnd(bytes, from, end);
        if (to < 0) {
            kept = Arrays.copyOfRange(bytes, from, end);
            return end;
        }
        if (Arrays.equals(bytes, from, to, PASTE_BEGIN, 0, PASTE_BEGIN.length)) {
            pasting = true;
            sink.text(bytes, from, to);
        } else {
            sink.key(KeySequence.parse(bytes, from, to), bytes, from, to);
        }
        return to;
    }

    /** Where the sequence ends, or -1 where it is cut short. Only CSI is of interest. */
    private static int sequenceEnd(byte[] bytes, int from, int end) {
        if (from + 1 == end) {
            return -1;
        }
        if (bytes[from + 1] != '[') {
            return from + 1;
        }
        for (int at = from + 2; at < end; at++) {
            int next = bytes[at];
            if (next < 0x20 || next > 0x3f) {
                return next >= 0x40 && next <= 0x7e ? at + 1 : at;
            }
            if (at - from >= LONGEST) {
                return at + 1;
            }
        }
        return -1;
    }
}
