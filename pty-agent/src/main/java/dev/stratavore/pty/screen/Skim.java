package dev.stratavore.pty.screen;

/**
 * Finds text that need not be drawn because so many lines follow it that none of it stays: what is
 * shown is then the same as if every line had been written and scrolled off. Colours in it count,
 * for they go on after it.
 */
final class Skim {
    private static final int ESC = 0x1b;
    private static final int LF = 0x0a;
    private static final int CR = 0x0d;

    private final Screen screen;

    Skim(Screen screen) {
        this.screen = screen;
    }

    /** Whether lines may be passed over: the whole screen scrolls and nobody is told of them. */
    boolean mayPass() {
        return screen.regionIsFull() && !screen.sink.listens();
    }

    /** The end of the text, with SGR sequences in it, that begins at an index. */
    static int textEnd(byte[] b, int from, int to) {
        int i = PlainText.end(b, from, to);
        while (i < to) {
            int next = styleEnd(b, i, to);
            if (next == i) {
                return i;
            }
            i = PlainText.end(b, next, to);
        }
        return i;
    }

    /** The index behind the SGR sequence at an index, or that index if there is none. */
    static int styleEnd(byte[] b, int from, int to) {
        if (b[from] != ESC || from + 1 >= to || b[from + 1] != '[') {
            return from;
        }
        int i = from + 2;
        while (i < to && b[i] >= '0' && b[i] <= ';') {
            i++;
        }
        return i < to && b[i] == 'm' ? i + 1 : from;
    }

    /**
     * The beginning of a line from which on text fills the screen anew, or {@code from} if there is
     * none; where {@link #mayPass}. At that place the cursor is at the beginning of the last line.
     *
     * @param to the end of text as {@link #textEnd} tells it
     */
    int skip(byte[] b, int from, int to) {
        int start = lineStart(b, from, to);
        int needed = screen.cursor.y == screen.bottom ? 0 : screen.rows;
        for (int i = from; i < start && needed > 0; i++) {
            if (b[i] == LF) {
                needed--;
            }
        }
        return needed > 0 ? from : start;
    }

    /** The last beginning of a line behind which as many lines end as the screen has. */
    private int lineStart(byte[] b, int from, int to) {
        int ends = 0;
        for (int i = to - 1; i > from; i--) {
            if (b[i] == LF) {
                if (ends >= screen.rows && b[i - 1] == CR) {
                    return i + 1;
                }
                ends++;
            }
        }
        return from;
    }
}
