package dev.stratavore.pty.screen;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One line of cells.
 *
 * <p>{@code text} holds the code point (0 where nothing was written), two flags for characters of
 * two columns and the underline's colour; {@code style} is laid out by {@link Style}. Marks that
 * combine with a character lie beside, in an array that most rows never need. A character of two
 * columns is always followed by its tail: whoever cuts into one calls {@link #mend}.
 */
final class Row {
    static final int WIDE = 1 << 21;
    static final int TAIL = 1 << 22;
    private static final int CODE_POINT = (1 << 21) - 1;
    private static final int UNDERLINE_SHIFT = 32;

    /** The underline's colour, which a cell keeps when its character of two columns is broken. */
    private static final long COLOUR = -1L << UNDERLINE_SHIFT;

    /** More marks than any script stacks up; what comes after them is dropped. */
    private static final int MOST_MARKS = 16;

    final long[] text;
    final long[] style;
    private @Nullable String @Nullable [] marks;

    /** From this column on nothing was written since the row was cleared, with this style. */
    private int used;

    private long cleared;

    /** The line above ran over its end into this one. */
    boolean continues;

    /** What a log has already told of this line. */
    @Nullable String logged;

    Row(int cols, long blank) {
        text = new long[cols];
        style = new long[cols];
        if (blank != 0) {
            Arrays.fill(style, blank);
        }
        cleared = blank;
    }

    /** Takes note that columns up to one were written. */
    void written(int end) {
        used = Math.max(used, end);
    }

    /** The column after the last one that may hold a character. */
    int used() {
        return used;
    }

    int cols() {
        return text.length;
    }

    static long cell(int codePoint, Pen pen) {
        return codePoint | ((long) pen.underlineColour << UNDERLINE_SHIFT);
    }

    int codePoint(int x) {
        return (int) text[x] & CODE_POINT;
    }

    int underlineColour(int x) {
        return (int) (text[x] >>> UNDERLINE_SHIFT);
    }

    boolean isWide(int x) {
        return (text[x] & WIDE) != 0;
    }

    boolean isTail(int x) {
        return (text[x] & TAIL) != 0;
    }

    @Nullable String marks(int x) {
        return marks == null ? null : marks[x];
    }

    /** Whether a cell shows no character. */
    boolean isBlank(int x) {
        int c = codePoint(x);
        return (c == 0 || c == ' ') && !isTail(x) && marks(x) == null;
    }

    /** Whether nothing at all is to be seen of a cell. */
    boolean isEmpty(int x) {
        return isBlank(x) && Style.onBlank(style[x]) == Style.PLAIN;
    }

    /** The column after the last cell that shows anything. */
    int end() {
        int end = cleared == Style.PLAIN ? used : cols();
        while (end > 0 && isEmpty(end - 1)) {
            end--;
        }
        return end;
    }

    /** Makes a border between two cells, blanking the character of two columns that lies on it. */
    void mend(int x) {
        if (x > 0 && x < text.length && (text[x] & TAIL) != 0) {
            text[x - 1] &= COLOUR;
            text[x] &= COLOUR;
            dropMarks(x - 1, x);
        }
    }

    /** The tail left where its character was overwritten becomes blank. */
    void mendAfter(int x) {
        if (x < text.length && (text[x] & TAIL) != 0) {
            text[x] &= COLOUR;
        }
    }

    void dropMarks(int from, int to) {
        if (marks != null) {
            Arrays.fill(marks, from, to, null);
        }
    }

    void put(int x, int codePoint, int width, Pen pen) {
        mend(x);
        long cell = cell(codePoint, pen);
        text[x] = width == 2 ? cell | WIDE : cell;
        style[x] = pen.style;
        if (width == 2) {
            mendAfter(x + 2);
            text[x + 1] = TAIL | (cell & COLOUR);
            style[x + 1] = pen.style;
        } else {
            mendAfter(x + 1);
        }
        written(x + width);
        dropMarks(x, x + width);
    }

    /** Lets a mark combine with what stands at a column. */
    void mark(int x, int codePoint) {
        if (marks == null) {
            marks = new @Nullable String[text.length];
        }
        String old = marks[x];
        String added = Character.toString(codePoint);
        if (isBlank(x)) {
            // a style that could not be seen must not come to light
            style[x] = Style.onBlank(style[x]);
            text[x] = ' ' | (text[x] & ~(long) CODE_POINT);
        }
        written(x + 1);
        if (old == null) {
            marks[x] = added;
        } else if (old.length() < MOST_MARKS) {
            marks[x] = old + added;
        }
    }

    /** Blanks columns. */
    void erase(int from, int to, long blank) {
        if (from >= to) {
            return;
        }
        mend(from);
        mend(to);
        wipe(from, to, blank);
    }

    private void wipe(int from, int to, long blank) {
        Arrays.fill(text, from, to, 0);
        Arrays.fill(style, from, to, blank);
        dropMarks(from, to);
        written(to);
        if (from == 0) {
            continues = false;
        }
    }

    /** Makes the row as new. */
    void clear(long blank) {
        int end = blank == cleared ? used : cols();
        Arrays.fill(text, 0, end, 0);
        Arrays.fill(style, 0, end, blank);
        cleared = blank;
        used = 0;
        marks = null;
        continues = false;
        logged = null;
    }

    /** Shifts cells to the right of a column out over the end. */
    void insert(int x, int n, long blank) {
        int count = Math.min(n, cols() - x);
        mend(x);
        mend(cols() - count);
        shift(x, x + count, cols() - x - count);
        wipe(x, x + count, blank);
    }

    /** Removes cells; the rest moves left and the end is blank. */
    void delete(int x, int n, long blank) {
        int count = Math.min(n, cols() - x);
        mend(x);
        mend(x + count);
        shift(x + count, x, cols() - x - count);
        wipe(cols() - count, cols(), blank);
    }

    private void shift(int from, int to, int length) {
        written(cols());
        System.arraycopy(text, from, text, to, length);
        System.arraycopy(style, from, style, to, length);
        if (marks != null) {
            System.arraycopy(marks, from, marks, to, length);
        }
    }

    Row resized(int cols) {
        Row row = new Row(cols, Style.PLAIN);
        int kept = Math.min(cols, cols());
        mend(kept);
        System.arraycopy(text, 0, row.text, 0, kept);
        System.arraycopy(style, 0, row.style, 0, kept);
        if (marks != null) {
            row.marks = Arrays.copyOf(marks, cols);
        }
        row.written(cols);
        row.continues = continues;
        row.logged = logged;
        return row;
    }
}
