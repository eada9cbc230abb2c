package dev.stratavore.pty.frame;

/**
 * The size of a terminal in cells and, where the terminal tells, in pixels; all zero where there is
 * none.
 */
public record TerminalSize(int cols, int rows, int xpix, int ypix) {
    /** The size of a client that has no terminal. */
    public static final TerminalSize NONE = new TerminalSize(0, 0, 0, 0);

    private static final int MAX = 0xffff;

    public TerminalSize {
        if ((cols | rows | xpix | ypix) < 0
                || cols > MAX
                || rows > MAX
                || xpix > MAX
                || ypix > MAX) {
            throw new IllegalArgumentException("a terminal size is out of range");
        }
        if ((cols == 0) != (rows == 0)) {
            throw new IllegalArgumentException("a terminal has both columns and rows");
        }
    }

    public static TerminalSize of(int cols, int rows) {
        return new TerminalSize(cols, rows, 0, 0);
    }

    /** Whether there is no terminal to be measured. */
    public boolean isNone() {
        return cols == 0;
    }

    void write(PayloadWriter out) {
        out.u16(cols);
        out.u16(rows);
        out.u16(xpix);
        out.u16(ypix);
    }

    static TerminalSize read(PayloadReader in) throws FrameException {
        return new TerminalSize(in.u16(), in.u16(), in.u16(), in.u16());
    }
}
