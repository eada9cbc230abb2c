package dev.stratavore.pty.screen;

/** Reads SGR (select graphic rendition) into a pen. */
final class Sgr {
    private Sgr() {}

    static void apply(Params p, Pen pen) {
        int i = 0;
        while (i < p.count()) {
            int code = p.raw(i);
            if (code == 38 || code == 48 || code == 58) {
                i = colour(p, i, pen);
                continue;
            }
            int next = p.afterGroup(i);
            if (code == 4) {
                underline(p, i, next, pen);
            } else if (next == i + 1) {
                simple(code, pen);
            }
            i = next;
        }
    }

    private static void underline(Params p, int i, int next, Pen pen) {
        int kind = next == i + 1 ? 1 : p.raw(i + 1);
        if (kind <= Style.UNDERLINES) {
            pen.style = Style.withUnderline(pen.style, kind);
        }
    }

    private static void simple(int code, Pen pen) {
        if (code >= 30 && code <= 39) {
            pen.style = Style.withForeground(pen.style, basic(code - 30));
        } else if (code >= 40 && code <= 49) {
            pen.style = Style.withBackground(pen.style, basic(code - 40));
        } else if (code >= 90 && code <= 97) {
            pen.style = Style.withForeground(pen.style, Style.indexed(code - 90 + 8));
        } else if (code >= 100 && code <= 107) {
            pen.style = Style.withBackground(pen.style, Style.indexed(code - 100 + 8));
        } else {
            attribute(code, pen);
        }
    }

    private static int basic(int n) {
        return n < 8 ? Style.indexed(n) : 0;
    }

    private static void attribute(int code, Pen pen) {
        switch (code) {
            case 0 -> pen.plain();
            case 1 -> pen.style |= Style.BOLD;
            case 2 -> pen.style |= Style.DIM;
            case 3 -> pen.style |= Style.ITALIC;
            case 5, 6 -> pen.style |= Style.BLINK;
            case 7 -> pen.style |= Style.INVERSE;
            case 8 -> pen.style |= Style.HIDDEN;
            case 9 -> pen.style |= Style.STRIKE;
            case 21 -> pen.style = Style.withUnderline(pen.style, 2);
            case 22 -> pen.style &= ~(Style.BOLD | Style.DIM);
            case 23 -> pen.style &= ~Style.ITALIC;
            case 24 -> pen.style &= ~Style.UNDERLINE;
            case 25 -> pen.style &= ~Style.BLINK;
            case 27 -> pen.style &= ~Style.INVERSE;
            case 28 -> pen.style &= ~Style.HIDDEN;
            case 29 -> pen.style &= ~Style.STRIKE;
            case 53 -> pen.style |= Style.OVERLINE;
            case 55 -> pen.style &= ~Style.OVERLINE;
            case 59 -> pen.underlineColour = 0;
            default -> {}
        }
    }

    /** Reads an extended colour in its colon or its semicolon form; returns the index after it. */
    private static int colour(Params p, int i, Pen pen) {
        int end = p.afterGroup(i);
        boolean colons = end > i + 1;
        int kind = p.raw(i + 1);
        if (!colons) {
            // the semicolon form takes its values from the parameters that follow
            end = kind == 5 ? i + 3 : kind == 2 ? i + 5 : i + 2;
        }
        int length = end - i;
        if (end > p.count()) {
            return end;
        }
        if (kind == 5 && length >= 3) {
            set(p.raw(i), Style.indexed(p.raw(i + 2)), pen);
        } else if (kind == 2 && length >= 5) {
            // six and more: a colour space comes first
            int red = colons && length >= 6 ? i + 3 : i + 2;
            set(p.raw(i), Style.rgb(p.raw(red), p.raw(red + 1), p.raw(red + 2)), pen);
        }
        return end;
    }

    private static void set(int code, int colour, Pen pen) {
        switch (code) {
            case 38 -> pen.style = Style.withForeground(pen.style, colour);
            case 48 -> pen.style = Style.withBackground(pen.style, colour);
            default -> pen.underlineColour = colour;
        }
    }
}
