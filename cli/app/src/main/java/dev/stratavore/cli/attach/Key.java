package dev.stratavore.cli.attach;

/**
 * A key as one byte or as an escape sequence tells it.
 *
 * @param code the Unicode code point of the unshifted key
 * @param ctrl whether ctrl was held
 * @param kind press, release, or a modifier by itself
 */
record Key(int code, boolean ctrl, Kind kind) {
    /** What happened to the key. */
    enum Kind {
        PRESS,
        /** A release or a modifier key alone: a keyboard that reports them sends many. */
        BETWEEN,
        /** Anything that is no key of a chord, such as an arrow. */
        OTHER
    }

    static final Key NONE = new Key(0, false, Kind.OTHER);
    private static final int CTRL_MASK = 0x1f;
    private static final int SPACE = 0x20;
    private static final int DEL = 0x7f;
    private static final int CTRL_BASE = 0x40;
    private static final int LETTERS = 26;

    static Key press(int code, boolean ctrl) {
        return new Key(code, ctrl, Kind.PRESS);
    }

    /** The key behind a byte outside any sequence. */
    static Key ofByte(int value) {
        if (value >= SPACE && value < DEL) {
            return press(value, false);
        }
        if (value > 0 && value <= LETTERS) {
            return press(value + 'a' - 1, true);
        }
        if (value <= CTRL_MASK) {
            return press(value == 0 ? SPACE : value + CTRL_BASE, true);
        }
        return NONE;
    }
}
