package dev.stratavore.pty.screen;

import java.util.Arrays;

/** Writes characters at the cursor. */
final class Printer {
    private static final int DEL = 0x7f;

    /** DEC special graphics for 0x5f to 0x7e. */
    private static final String GRAPHICS = " ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

    private static final int FIRST_GRAPHIC = 0x5f;

    private final Screen screen;
    private final Cursor cursor;
    private final Utf8 utf8 = new Utf8();
    private int last;

    Printer(Screen screen) {
        this.screen = screen;
        cursor = screen.cursor;
    }

    /** Takes printable bytes up to the first control, see {@link VtParser#text}. */
    int text(byte[] b, int from, int to) {
        int i = from;
        while (i < to) {
            byte c = b[i];
            if (utf8.pending() || c < 0) {
                i = wide(b[i] & 0xff, i);
            } else if (c < ' ' || c == DEL) {
                return i;
            } else if (cursor.pen.charset() == Pen.ASCII && !screen.modes.insert()) {
                i = ascii(b, i, to);
            } else {
                put(mapped(c));
                i++;
            }
        }
        return i;
    }

    /** Writes the bytes of a character that has begun and not ended. */
    void writeUnfinished(Out out) {
        utf8.write(out);
    }

    /** Whether a character has begun and not ended. */
    boolean isInside() {
        return utf8.pending();
    }

    private int wide(int b, int i) {
        int c = utf8.take(b);
        if (c == Utf8.AGAIN) {
            put(Utf8.REPLACEMENT);
            return i;
        }
        if (c != Utf8.MORE) {
            put(c);
        }
        return i + 1;
    }

    /** The common case: a run of ASCII goes into the line at once. */
    private int ascii(byte[] b, int from, int to) {
        boolean wrapped = wrapIfPending();
        Row row = screen.line();
        int x = cursor.x;
        long cell = Row.cell(0, cursor.pen);
        long[] text = row.text;
        int end = Math.min(to, from + screen.cols - x);
        row.mend(x);
        int i = from;
        while (i < end) {
            byte c = b[i];
            if (c < ' ' || c == DEL) {
                break;
            }
            text[x + i - from] = cell | c;
            i++;
        }
        int after = x + i - from;
        Arrays.fill(row.style, x, after, cursor.pen.style);
        row.dropMarks(x, after);
        row.mendAfter(after);
        row.written(after);
        if (x == 0) {
            row.continues = wrapped;
        }
        last = b[i - 1];
        advance(after);
        return i;
    }

    /**
     * Repeats the character just written. A screen that is full of it changes no more but for the
     * cursor, so that a large number costs no more than a screenful.
     */
    void repeat(int n) {
        if (last == 0) {
            return;
        }
        int screenful = screen.cols * screen.rows;
        int line = Math.max(1, screen.cols / Widths.of(last));
        int times = n <= screenful ? n : screenful + (n - screenful) % line;
        for (int i = times; i > 0; i--) {
            put(last);
        }
    }

    /** A control function came: there is nothing to repeat until a character is written. */
    void interrupt() {
        last = 0;
    }

    private int mapped(int c) {
        int set = cursor.pen.charset();
        if (set == Pen.GRAPHICS && c >= FIRST_GRAPHIC) {
            return GRAPHICS.charAt(c - FIRST_GRAPHIC);
        }
        return set == Pen.UK && c == '#' ? '£' : c;
    }

    private void put(int c) {
        int width = Widths.of(c);
        if (width == 0) {
            combine(c);
        } else if (width == 1 || (width == 2 && screen.cols > 1)) {
            put(c, width);
        }
    }

    private void put(int c, int width) {
        boolean wrapped = wrapIfPending();
        if (width == 2 && cursor.x == screen.cols - 1) {
            if (!screen.modes.autowrap()) {
                return;
            }
            screen.line().erase(cursor.x, screen.cols, screen.blank());
            wrap();
            wrapped = true;
        }
        Row row = screen.line();
        if (screen.modes.insert()) {
            row.insert(cursor.x, width, screen.blank());
        }
        row.put(cursor.x, c, width, cursor.pen);
        if (cursor.x == 0) {
            row.continues = wrapped;
        }
        last = c;
        advance(cursor.x + width);
    }

    private void advance(int x) {
        cursor.pending = x == screen.cols;
        cursor.x = cursor.pending ? x - 1 : x;
    }

    private boolean wrapIfPending() {
        if (!cursor.pending) {
            return false;
        }
        cursor.pending = false;
        if (!screen.modes.autowrap()) {
            return false;
        }
        wrap();
        return true;
    }

    private void wrap() {
        cursor.x = 0;
        screen.wrapLine();
    }

    private void combine(int mark) {
        int x = cursor.pending ? cursor.x : cursor.x - 1;
        if (x < 0) {
            return;
        }
        Row row = screen.line();
        row.mark(row.isTail(x) ? x - 1 : x, mark);
    }
}
