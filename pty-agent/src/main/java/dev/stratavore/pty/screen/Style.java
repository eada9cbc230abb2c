package dev.stratavore.pty.screen;

/**
 * The layout of a cell's style in one {@code long}: attributes, foreground, background.
 *
 * <p>A colour is 26 bits: two for its kind, 24 for its value. The underline's colour does not fit
 * and lies beside the character (see {@link Row}).
 */
final class Style {
    static final long PLAIN = 0;
    static final long BOLD = 1;
    static final long DIM = 1 << 1;
    static final long ITALIC = 1 << 2;
    static final long BLINK = 1 << 3;
    static final long INVERSE = 1 << 4;
    static final long HIDDEN = 1 << 5;
    static final long STRIKE = 1 << 6;
    static final long OVERLINE = 1 << 7;

    /** Three bits: none, single, double, curly, dotted, dashed. */
    static final int UNDERLINE_SHIFT = 8;

    static final long UNDERLINE = 7L << UNDERLINE_SHIFT;
    static final int UNDERLINES = 5;

    private static final int FOREGROUND_SHIFT = 12;
    private static final int BACKGROUND_SHIFT = 38;
    private static final long COLOUR = (1L << 26) - 1;
    static final long BACKGROUND = COLOUR << BACKGROUND_SHIFT;

    /** What shows even where there is no character. */
    private static final long SEEN_ON_BLANK = UNDERLINE | STRIKE | OVERLINE | INVERSE;

    private static final int INDEXED = 1 << 24;
    private static final int RGB = 2 << 24;
    private static final int BYTE = 0xff;

    private Style() {}

    static int indexed(int n) {
        return INDEXED | (n & BYTE);
    }

    static int rgb(int r, int g, int b) {
        return RGB | ((r & BYTE) << 16) | ((g & BYTE) << 8) | (b & BYTE);
    }

    static boolean isIndexed(int colour) {
        return (colour & INDEXED) != 0;
    }

    /** The value of a colour: its index, or its red, green and blue bytes. */
    static int value(int colour) {
        return colour & 0xffffff;
    }

    static int foreground(long style) {
        return (int) ((style >>> FOREGROUND_SHIFT) & COLOUR);
    }

    static int background(long style) {
        return (int) ((style >>> BACKGROUND_SHIFT) & COLOUR);
    }

    static long withForeground(long style, int colour) {
        return (style & ~(COLOUR << FOREGROUND_SHIFT)) | ((long) colour << FOREGROUND_SHIFT);
    }

    static long withBackground(long style, int colour) {
        return (style & ~BACKGROUND) | ((long) colour << BACKGROUND_SHIFT);
    }

    static int underline(long style) {
        return (int) ((style & UNDERLINE) >>> UNDERLINE_SHIFT);
    }

    static long withUnderline(long style, int kind) {
        return (style & ~UNDERLINE) | ((long) kind << UNDERLINE_SHIFT);
    }

    /** The part of a style that an erased cell takes over. */
    static long erased(long style) {
        return style & BACKGROUND;
    }

    /** The part of a style that can be seen on a cell without a character. */
    static long onBlank(long style) {
        return (style & SEEN_ON_BLANK) == 0 ? erased(style) : style;
    }
}
