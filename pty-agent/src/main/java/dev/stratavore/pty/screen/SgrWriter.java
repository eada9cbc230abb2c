package dev.stratavore.pty.screen;

/** Writes a style as SGR, always from a reset so that what was before does not matter. */
final class SgrWriter {
    private static final long[] BITS = {
        Style.BOLD,
        Style.DIM,
        Style.ITALIC,
        Style.BLINK,
        Style.INVERSE,
        Style.HIDDEN,
        Style.STRIKE,
        Style.OVERLINE
    };
    private static final int[] CODES = {1, 2, 3, 5, 7, 8, 9, 53};

    private SgrWriter() {}

    static void write(Out out, long style, int underlineColour) {
        out.csi("0");
        for (int i = 0; i < BITS.length; i++) {
            if ((style & BITS[i]) != 0) {
                out.raw(';').num(CODES[i]);
            }
        }
        int underline = Style.underline(style);
        if (underline == 1) {
            out.ascii(";4");
        } else if (underline > 1) {
            out.ascii(";4:").num(underline);
        }
        colour(out, 30, Style.foreground(style));
        colour(out, 40, Style.background(style));
        underlineColour(out, underlineColour);
        out.raw('m');
    }

    private static void colour(Out out, int base, int colour) {
        if (colour == 0) {
            return;
        }
        int value = Style.value(colour);
        if (!Style.isIndexed(colour)) {
            out.raw(';').num(base + 8).ascii(";2");
            channels(out, ';', value);
        } else if (value < 8) {
            out.raw(';').num(base + value);
        } else if (value < 16) {
            out.raw(';').num(base + 60 + value - 8);
        } else {
            out.raw(';').num(base + 8).ascii(";5;").num(value);
        }
    }

    /** In the colon form, which terminals that do not know it skip. */
    private static void underlineColour(Out out, int colour) {
        if (colour == 0) {
            return;
        }
        int value = Style.value(colour);
        if (Style.isIndexed(colour)) {
            out.ascii(";58:5:").num(value);
        } else {
            out.ascii(";58:2:");
            channels(out, ':', value);
        }
    }

    private static void channels(Out out, int separator, int value) {
        out.raw(separator).num(value >> 16 & 0xff);
        out.raw(separator).num(value >> 8 & 0xff);
        out.raw(separator).num(value & 0xff);
    }
}
