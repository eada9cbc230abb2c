package dev.stratavore.pty.screen;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * Turns terminal output into readable lines, as it comes.
 *
 * <p>A line is told when it scrolls off the primary screen or the screen is cleared, and earlier,
 * if it stands above the cursor, when {@link #settle} says that the program is quiet. A line that
 * changes after it was told is told again as it ends up; one that does not is told once. Lines that
 * ran over the screen's edge are joined. What a program draws on the alternate screen passes by,
 * but for the picture it leaves at the end.
 *
 * <p>For one thread at a time; lines go to the sink on the calling thread, without line ends.
 */
public final class PlainLog {
    /** A line without end is told in parts of about this many characters. */
    private static final int LONGEST = 64 * 1024;

    private final Mirror mirror;
    private final Screen screen;
    private final Consumer<String> sink;
    private final StringBuilder line = new StringBuilder();
    private boolean news;

    /** Creates a log of a terminal of this size. */
    public PlainLog(int cols, int rows, Consumer<String> sink) {
        this.sink = Objects.requireNonNull(sink);
        mirror = new Mirror(cols, rows);
        screen = mirror.screen();
        screen.sink = new Telling();
    }

    /** Takes output. */
    public void feed(byte[] b, int off, int len) {
        mirror.feed(b, off, len);
    }

    /** Takes a change of size. */
    public void resize(int cols, int rows) {
        settle();
        mirror.resize(cols, rows);
        for (int y = 0; y < screen.rows; y++) {
            Row row = screen.primary().row(y);
            if (row.logged != null) {
                row.logged = text(row, continued(screen.primary(), y));
            }
        }
    }

    /** Tells the lines above the cursor; to be called when no output has come for a while. */
    public void settle() {
        if (!mirror.alternateScreen()) {
            tell(screen.primary(), screen.cursor.y);
        }
    }

    /** Tells all that is still on the screen; the log has ended. */
    public void finish() {
        tellAll(screen.primary());
        if (mirror.alternateScreen()) {
            tellAll(screen.grid);
        }
    }

    private void tellAll(Grid grid) {
        int end = grid.count();
        while (end > 0 && RowPainter.textEnd(grid.row(end - 1)) == 0) {
            end--;
        }
        tell(grid, end);
        emit();
    }

    /** Tells the lines that end above a row. */
    private void tell(Grid grid, int limit) {
        int y = 0;
        while (y < limit) {
            int last = y;
            while (continued(grid, last)) {
                last++;
            }
            if (last >= limit) {
                return;
            }
            for (; y <= last; y++) {
                take(grid.row(y), y < last);
            }
        }
    }

    private static boolean continued(Grid grid, int y) {
        return y + 1 < grid.count() && grid.row(y + 1).continues;
    }

    private void take(Row row, boolean continued) {
        if (!row.continues) {
            emit();
        }
        String text = text(row, continued);
        news |= !text.equals(row.logged);
        row.logged = text;
        line.append(text);
        if (!continued || line.length() > LONGEST) {
            emit();
        }
    }

    private void emit() {
        if (news) {
            sink.accept(line.toString());
        }
        news = false;
        line.setLength(0);
    }

    private static String text(Row row, boolean continued) {
        StringBuilder text = new StringBuilder();
        RowPainter.text(
                text, row, continued ? RowPainter.wrappedEnd(row) : RowPainter.textEnd(row));
        return text.toString();
    }

    private final class Telling implements RowSink {
        @Override
        public void scrolledOff(Row row, boolean continued) {
            take(row, continued);
        }

        @Override
        public void blanking() {
            tellAll(screen.primary());
        }

        @Override
        public void forget() {}
    }
}
