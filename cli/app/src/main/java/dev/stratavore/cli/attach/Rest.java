package dev.stratavore.cli.attach;

import dev.stratavore.pty.screen.PlainText;

/**
 * Whether a terminal stream rests between two characters or sequences, so that something may be put
 * in between (ECMA-48's shapes, UTF-8).
 */
final class Rest {
    private static final int ESC = 0x1b;
    private static final int BEL = 0x07;
    private static final int CAN = 0x18;
    private static final int SUB = 0x1a;

    private static final int LONGEST_CHARACTER = 4;

    private enum At {
        GROUND,
        ESCAPE,
        CSI,
        STRING,
        STRING_ESCAPE
    }

    private At at = At.GROUND;
    private int continuation;

    void feed(byte[] bytes, int from, int count) {
        int to = from + count;
        for (int i = afterPlain(bytes, from, to); i < to; i = afterPlain(bytes, i + 1, to)) {
            next(bytes[i] & 0xff);
        }
    }

    /** Of text only its last character matters, which may have begun and not ended. */
    private int afterPlain(byte[] bytes, int from, int to) {
        if (at != At.GROUND) {
            return from;
        }
        return Math.max(from, PlainText.end(bytes, from, to) - LONGEST_CHARACTER);
    }

    boolean isReached() {
        return at == At.GROUND && continuation == 0;
    }

    private void next(int b) {
        if (b == CAN || b == SUB) {
            at = At.GROUND;
            return;
        }
        switch (at) {
            case GROUND -> ground(b);
            case ESCAPE -> at = escape(b);
            case CSI -> at = b == ESC ? At.ESCAPE : b >= 0x40 && b <= 0x7e ? At.GROUND : At.CSI;
            case STRING -> at = b == BEL ? At.GROUND : b == ESC ? At.STRING_ESCAPE : At.STRING;
            case STRING_ESCAPE -> at = b == '\\' ? At.GROUND : escape(b);
        }
    }

    private void ground(int b) {
        if (b == ESC) {
            at = At.ESCAPE;
            continuation = 0;
        } else if (b >= 0xc2 && b <= 0xf4) {
            continuation = b >= 0xf0 ? 3 : b >= 0xe0 ? 2 : 1;
        } else if (continuation > 0) {
            continuation = b >= 0x80 && b < 0xc0 ? continuation - 1 : 0;
        }
    }

    private static At escape(int b) {
        return switch (b) {
            case '[' -> At.CSI;
            case ']', 'P', '^', '_', 'X' -> At.STRING;
            case ESC -> At.ESCAPE;
            default -> b >= 0x20 && b < 0x30 ? At.ESCAPE : At.GROUND;
        };
    }
}
