package dev.stratavore.pty.screen;

/**
 * Decodes UTF-8 byte by byte; each maximal part of a wrong sequence becomes one U+FFFD (Unicode 17,
 * table 3-7 and section 3.9.6).
 */
final class Utf8 {
    static final int REPLACEMENT = 0xfffd;

    /** The answer to a byte that needs more of them. */
    static final int MORE = -1;

    /** The answer to a byte that does not go on: what was there so far is wrong, take it again. */
    static final int AGAIN = -2;

    private int codePoint;
    private int missing;
    private int length;
    private int low;
    private int high;

    boolean pending() {
        return missing > 0;
    }

    /** Writes the bytes taken of a character that still needs more. */
    void write(Out out) {
        if (missing > 0) {
            int taken = length - missing;
            // the first byte has the length, the others six bits each
            int first = length == 2 ? 0xc0 : length == 3 ? 0xe0 : 0xf0;
            out.raw(first | (codePoint >> (6 * (taken - 1))));
            for (int i = taken - 2; i >= 0; i--) {
                out.raw(0x80 | ((codePoint >> (6 * i)) & 0x3f));
            }
        }
    }

    /** Takes a byte of 0x80 and above, or any byte while {@link #pending}. */
    int take(int b) {
        if (missing == 0) {
            return first(b);
        }
        if (b < low || b > high) {
            missing = 0;
            return AGAIN;
        }
        low = 0x80;
        high = 0xbf;
        codePoint = (codePoint << 6) | (b & 0x3f);
        return --missing == 0 ? codePoint : MORE;
    }

    private int first(int b) {
        if (b < 0xc2 || b > 0xf4) {
            return REPLACEMENT;
        }
        low = 0x80;
        high = 0xbf;
        if (b < 0xe0) {
            missing = 1;
            codePoint = b & 0x1f;
        } else if (b < 0xf0) {
            missing = 2;
            codePoint = b & 0xf;
            low = b == 0xe0 ? 0xa0 : low;
            high = b == 0xed ? 0x9f : high;
        } else {
            missing = 3;
            codePoint = b & 7;
            low = b == 0xf0 ? 0x90 : low;
            high = b == 0xf4 ? 0x8f : high;
        }
        length = missing + 1;
        return MORE;
    }
}
