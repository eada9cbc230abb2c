package dev.stratavore.pty.screen;

import org.jspecify.annotations.Nullable;

/** Writes the cells of a row as text with SGR. */
final class RowPainter {
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int EMOJI_STYLE = 0xfe0f;
    private static final int FIRST_EMOJI = 0x1f000;
    private static final int LAST_EMOJI = 0x1faff;

    private final Out out;
    private long style = Style.PLAIN;
    private int underlineColour;

    /** Starts with a terminal whose SGR is reset. */
    RowPainter(Out out) {
        this.out = out;
    }

    /**
     * Writes the first cells of a row from where the cursor is.
     *
     * @param onTerminal the cursor is at the row's start on a terminal: columns may be set anew
     *     where terminals do not agree how wide a character is
     */
    void cells(Row row, int end, boolean onTerminal) {
        for (int x = 0; x < end; x++) {
            if (row.isTail(x)) {
                continue;
            }
            cell(row, x);
            int next = row.isWide(x) ? x + 2 : x + 1;
            if (onTerminal && next < end && widthIsDisputed(row, x)) {
                out.csi("").num(next + 1).ascii("G");
            }
        }
    }

    void cell(Row row, int x) {
        boolean blank = row.isBlank(x);
        long wanted = blank ? Style.onBlank(row.style[x]) : row.style[x];
        int colour = Style.underline(wanted) == 0 ? 0 : row.underlineColour(x);
        style(wanted, colour);
        out.codePoint(blank || row.codePoint(x) == 0 ? ' ' : row.codePoint(x));
        String marks = row.marks(x);
        if (marks != null) {
            out.utf8(marks);
        }
    }

    void style(long wanted, int colour) {
        if (wanted != style || colour != underlineColour) {
            SgrWriter.write(out, wanted, colour);
            style = wanted;
            underlineColour = colour;
        }
    }

    void plain() {
        style(Style.PLAIN, 0);
    }

    /** Resets SGR whatever it was. */
    void reset() {
        out.csi("0m");
        style = Style.PLAIN;
        underlineColour = 0;
    }

    private static boolean widthIsDisputed(Row row, int x) {
        int c = row.codePoint(x);
        return (c >= FIRST_EMOJI && c <= LAST_EMOJI) || joins(row.marks(x));
    }

    private static boolean joins(@Nullable String marks) {
        return marks != null
                && (marks.indexOf(ZERO_WIDTH_JOINER) >= 0 || marks.indexOf(EMOJI_STYLE) >= 0);
    }

    /** The cells as plain text. */
    static void text(StringBuilder text, Row row, int end) {
        for (int x = 0; x < end; x++) {
            if (row.isTail(x)) {
                continue;
            }
            int c = row.codePoint(x);
            text.appendCodePoint(c == 0 ? ' ' : c);
            String marks = row.marks(x);
            if (marks != null) {
                text.append(marks);
            }
        }
    }

    /** Where a row ends whose text goes on in the next one: blanks that were written count. */
    static int wrappedEnd(Row row) {
        int last = row.cols() - 1;
        return row.codePoint(last) == 0 && !row.isTail(last) ? row.end() : row.cols();
    }

    /** How much of a row is text: all but the blanks at its end, styled or not. */
    static int textEnd(Row row) {
        int end = row.used();
        while (end > 0 && row.isBlank(end - 1)) {
            end--;
        }
        return end;
    }
}
