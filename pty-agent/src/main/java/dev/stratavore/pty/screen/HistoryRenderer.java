package dev.stratavore.pty.screen;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Makes scrollback of recorded output: the last lines that scrolled off the top of the primary
 * screen.
 *
 * <p>A program that asks for its scrollback to be forgotten (ED 3) is obeyed, as by a terminal.
 * Memory is bounded by the number of lines and their width. For one thread at a time.
 */
public final class HistoryRenderer {
    private final Mirror mirror;
    private final Deque<ScreenLine> lines = new ArrayDeque<>();
    private final int most;

    /**
     * Creates an empty history.
     *
     * @param most how many lines are kept, at least 0
     */
    public HistoryRenderer(int cols, int rows, int most) {
        if (most < 0) {
            throw new IllegalArgumentException("most: " + most);
        }
        this.most = most;
        mirror = new Mirror(cols, rows);
        mirror.screen().sink = new Keeping();
    }

    /** Takes recorded output. */
    public void feed(byte[] b, int off, int len) {
        mirror.feed(b, off, len);
    }

    /** Takes a recorded change of size. */
    public void resize(int cols, int rows) {
        mirror.resize(cols, rows);
    }

    /** How many lines there are. */
    public int size() {
        return lines.size();
    }

    /**
     * The lines as text with SGR, to be written to a terminal: each ends with a reset, carriage
     * return and newline, except that lines which ran over go on without, so that the terminal
     * wraps them anew.
     */
    public byte[] ansi() {
        Out out = new Out();
        write(out);
        return out.toBytes();
    }

    private void write(Out out) {
        for (ScreenLine line : lines) {
            line.write(out);
            if (!line.wrapped()) {
                out.ascii("\r\n");
            }
        }
        if (!lines.isEmpty() && lines.getLast().wrapped()) {
            out.ascii("\r\n");
        }
    }

    /**
     * The lines as in {@link #ansi} and as many newlines as it takes to move them all off a
     * terminal of some height, so that a snapshot, which blanks the screen, leaves them in the
     * scrollback.
     */
    public byte[] scrollback(int terminalRows) {
        Out out = new Out();
        write(out);
        for (int i = 1; i < terminalRows; i++) {
            out.raw('\n');
        }
        return out.toBytes();
    }

    /** The lines as plain text, each ending with a newline; lines that ran over are joined. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (ScreenLine line : lines) {
            text.append(line.text());
            if (!line.wrapped()) {
                text.append('\n');
            }
        }
        if (!lines.isEmpty() && lines.getLast().wrapped()) {
            text.append('\n');
        }
        return text.toString();
    }

    /** What the screen shows after all that was fed. */
    public Mirror mirror() {
        return mirror;
    }

    private final class Keeping implements RowSink {
        @Override
        public void scrolledOff(Row row, boolean continued) {
            if (most == 0) {
                return;
            }
            if (lines.size() == most) {
                lines.removeFirst();
            }
            lines.addLast(new ScreenLine(row, continued));
        }

        @Override
        public void blanking() {}

        @Override
        public void forget() {
            lines.clear();
        }
    }
}
