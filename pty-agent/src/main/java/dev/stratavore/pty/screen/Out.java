package dev.stratavore.pty.screen;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer of terminal output. */
final class Out {
    private static final int FIRST = 1024;

    private byte[] bytes = new byte[FIRST];
    private int length;

    Out raw(int b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) b;
        return this;
    }

    Out ascii(String s) {
        for (int i = 0; i < s.length(); i++) {
            raw(s.charAt(i));
        }
        return this;
    }

    Out esc(String s) {
        return raw(VtParser.ESC).ascii(s);
    }

    Out csi(String s) {
        return esc("[").ascii(s);
    }

    Out num(int n) {
        return ascii(Integer.toString(n));
    }

    Out utf8(String s) {
        for (byte b : s.getBytes(StandardCharsets.UTF_8)) {
            raw(b);
        }
        return this;
    }

    Out codePoint(int c) {
        if (c < 0x80) {
            return raw(c);
        }
        if (c < 0x800) {
            return raw(0xc0 | (c >> 6)).raw(0x80 | (c & 0x3f));
        }
        if (c < 0x10000) {
            raw(0xe0 | (c >> 12));
        } else {
            raw(0xf0 | (c >> 18)).raw(0x80 | ((c >> 12) & 0x3f));
        }
        return raw(0x80 | ((c >> 6) & 0x3f)).raw(0x80 | (c & 0x3f));
    }

    /** Moves to a column and line, both from 0. */
    Out moveTo(int x, int y) {
        csi("").num(y + 1);
        if (x > 0) {
            raw(';').num(x + 1);
        }
        return raw('H');
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
