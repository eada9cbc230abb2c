package dev.stratavore.pty.screen;

import java.util.Objects;

/**
 * What a terminal shows after the bytes it was fed.
 *
 * <p>No bytes whatever make it throw, they may be cut anywhere, and its memory is bounded by its
 * size. It is for one thread at a time.
 *
 * <p>Beyond UTF-8 text it knows the cursor, editing and scrolling functions of a VT220 and xterm's
 * additions, both screens, all SGR attributes with underline styles and colours, and the modes that
 * programs of today switch. C1 controls in UTF-8, hyperlinks, images and selections are dropped. A
 * change of size cuts and extends lines, it does not reflow them.
 */
public final class Mirror {
    /** The largest number of columns or rows. */
    public static final int MAX_SIZE = 2000;

    private final Screen screen;
    private final Terminal terminal;

    /** Creates a blank screen; a size outside 1 to {@value #MAX_SIZE} is brought inside. */
    public Mirror(int cols, int rows) {
        screen = new Screen(inside(cols), inside(rows));
        terminal = new Terminal(screen);
    }

    private static int inside(int size) {
        return Math.clamp(size, 1, MAX_SIZE);
    }

    /** Columns. */
    public int cols() {
        return screen.cols;
    }

    /** Rows. */
    public int rows() {
        return screen.rows;
    }

    /**
     * Applies output of the program.
     *
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public void feed(byte[] b, int off, int len) {
        Objects.checkFromIndexSize(off, len, b.length);
        terminal.feed(b, off, off + len);
    }

    /** Changes the size; a size outside 1 to {@value #MAX_SIZE} is brought inside. */
    public void resize(int cols, int rows) {
        if (inside(cols) != screen.cols || inside(rows) != screen.rows) {
            screen.resize(inside(cols), inside(rows));
        }
    }

    /**
     * Bytes that make a terminal of the same size, in whatever state it is, show this screen and
     * have its modes: first everything to its default and blank, last the cursor. Where the output
     * was cut within a sequence or character they end with its beginning, so that what follows
     * fits.
     */
    public byte[] snapshot() {
        Out out = new Out();
        new SnapshotWriter(screen, out).write();
        terminal.writeUnfinished(out);
        return out.toBytes();
    }

    /**
     * The screen as plain text, rows separated by a newline, without blanks and rows at the end.
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        int kept = 0;
        for (int y = 0; y < screen.rows; y++) {
            Row row = screen.grid.row(y);
            RowPainter.text(text, row, RowPainter.textEnd(row));
            if (RowPainter.textEnd(row) > 0) {
                kept = text.length();
            }
            text.append('\n');
        }
        return text.substring(0, kept);
    }

    /** The screen as lines of text with SGR, each ending with a reset and a newline. */
    public byte[] ansi() {
        Out out = new Out();
        int last = screen.rows;
        while (last > 0 && screen.grid.row(last - 1).end() == 0) {
            last--;
        }
        for (int y = 0; y < last; y++) {
            new ScreenLine(screen.grid.row(y), false).write(out);
            out.raw('\n');
        }
        return out.toBytes();
    }

    /**
     * The sequence that undoes every mode that is on, for a terminal that was shown all of this
     * output and now goes back to its owner. Empty if nothing is on.
     */
    public byte[] modeResets() {
        Out out = new Out();
        terminal.writeCancel(out);
        Pen after = screen.modes.alternate() ? screen.savedPrimary.pen : screen.cursor.pen;
        ModeResets.write(out, screen.modes, after, !screen.regionIsFull());
        return out.toBytes();
    }

    /** The window title the program has set, empty if none; it holds no control characters. */
    public String title() {
        return screen.title;
    }

    /** Whether the alternate screen is shown. */
    public boolean alternateScreen() {
        return screen.modes.alternate();
    }

    /** Tells a listener of every line that scrolls off the primary screen from now on. */
    public void onScrolledOff(LineListener listener) {
        screen.sink = new Listening(Objects.requireNonNull(listener));
    }

    /** Lets questions of the program be answered, see {@link QueryReplies}. */
    public void answerQueries(QueryReplies replies) {
        terminal.replies = Objects.requireNonNull(replies);
    }

    Screen screen() {
        return screen;
    }

    private record Listening(LineListener listener) implements RowSink {
        @Override
        public void scrolledOff(Row row, boolean continued) {
            listener.scrolledOff(new ScreenLine(row, continued));
        }

        @Override
        public void blanking() {}

        @Override
        public void forget() {}
    }
}
