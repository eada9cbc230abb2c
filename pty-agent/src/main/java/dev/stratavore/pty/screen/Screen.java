package dev.stratavore.pty.screen;

import org.jspecify.annotations.Nullable;

/** Everything a terminal holds: both grids, cursor, region, tabs and modes, and how they change. */
final class Screen {
    final Modes modes = new Modes();
    final Cursor cursor = new Cursor();
    final Cursor savedPrimary = new Cursor();
    final Cursor savedAlternate = new Cursor();
    final Tabs tabs;
    RowSink sink = RowSink.NONE;
    String title = "";
    int cols;
    int rows;

    /** The scroll region, first and last line. */
    int top;

    int bottom;

    /** A line is just running over; where there is only one, nothing else says so. */
    private boolean wrapping;

    private final Grid primary;
    private @Nullable Grid alternate;
    Grid grid;

    Screen(int cols, int rows) {
        this.cols = cols;
        this.rows = rows;
        bottom = rows - 1;
        tabs = new Tabs(cols);
        primary = new Grid(cols, rows, Style.PLAIN);
        grid = primary;
    }

    Grid primary() {
        return primary;
    }

    Row line() {
        return grid.row(cursor.y);
    }

    /** The style of what is erased now. */
    long blank() {
        return Style.erased(cursor.pen.style);
    }

    Cursor saved() {
        return alternate == null ? savedPrimary : savedAlternate;
    }

    boolean regionIsFull() {
        return top == 0 && bottom == rows - 1;
    }

    /** The line that positions count from. */
    int origin() {
        return cursor.pen.origin ? top : 0;
    }

    /** Moves to a place, kept on the screen or, with origin mode, in the region. */
    void moveTo(int x, int y) {
        cursor.x = Math.clamp(x, 0, cols - 1);
        cursor.y = cursor.pen.origin ? Math.clamp(y, top, bottom) : Math.clamp(y, 0, rows - 1);
        cursor.pending = false;
    }

    void region(int newTop, int newBottom) {
        top = newTop;
        bottom = newBottom;
        moveTo(0, origin());
    }

    void lineFeed() {
        if (cursor.y == bottom) {
            scrollUp(1);
        } else if (cursor.y < rows - 1) {
            cursor.y++;
        }
        cursor.pending = false;
    }

    void reverseIndex() {
        if (cursor.y == top) {
            scrollDown(1);
        } else if (cursor.y > 0) {
            cursor.y--;
        }
        cursor.pending = false;
    }

    /** Goes to the next line because the text runs over the end of this one. */
    void wrapLine() {
        wrapping = true;
        lineFeed();
        wrapping = false;
    }

    /** Scrolls the region up; lines that leave the primary screen over its top go to the sink. */
    void scrollUp(int n) {
        boolean tell = top == 0 && alternate == null;
        for (int i = Math.min(n, bottom - top + 1); i > 0; i--) {
            if (tell) {
                sink.scrolledOff(grid.row(0), rows > 1 ? grid.row(1).continues : wrapping);
            }
            grid.scrollUp(top, bottom, blank());
        }
    }

    void scrollDown(int n) {
        for (int i = Math.min(n, bottom - top + 1); i > 0; i--) {
            grid.scrollDown(top, bottom, blank());
        }
    }

    /** Blanks the whole screen. */
    void clear() {
        if (alternate == null) {
            sink.blanking();
        }
        for (int y = 0; y < rows; y++) {
            grid.row(y).clear(blank());
        }
    }

    void saveCursor() {
        saved().copy(cursor);
    }

    void restoreCursor() {
        boolean pending = saved().pending;
        cursor.copy(saved());
        moveTo(cursor.x, cursor.y);
        cursor.pending = pending && cursor.x == cols - 1;
    }

    /** Shows the alternate screen, always blank at first, or the primary one. */
    void showAlternate(boolean on) {
        if (on == (alternate != null)) {
            return;
        }
        alternate = on ? new Grid(cols, rows, blank()) : null;
        grid = alternate == null ? primary : alternate;
        savedAlternate.reset();
        modes.alternate(on);
    }

    /** DECSTR. */
    void softReset() {
        modes.softReset();
        cursor.pen.reset();
        saved().reset();
        top = 0;
        bottom = rows - 1;
    }

    /** RIS: as after power on; only the title stays. */
    void reset() {
        showAlternate(false);
        modes.reset();
        cursor.reset();
        savedPrimary.reset();
        top = 0;
        bottom = rows - 1;
        tabs.reset();
        clear();
    }

    /** Changes the size without reflow: lines are cut or extended, the cursor's line stays. */
    void resize(int newCols, int newRows) {
        Cursor onPrimary = alternate == null ? cursor : savedPrimary;
        int over = overTop(onPrimary.y, newRows);
        for (int y = 0; y < over; y++) {
            sink.scrolledOff(primary.row(y), primary.row(y + 1).continues);
        }
        primary.resize(newCols, newRows, over);
        cursor.y -= alternate == null ? over : 0;
        savedPrimary.y -= over;
        if (alternate != null) {
            int dropped = overTop(cursor.y, newRows);
            alternate.resize(newCols, newRows, dropped);
            cursor.y -= dropped;
            savedAlternate.y -= dropped;
        }
        cols = newCols;
        rows = newRows;
        top = 0;
        bottom = rows - 1;
        tabs.resize(cols);
        keepInside(cursor);
        keepInside(savedPrimary);
        keepInside(savedAlternate);
    }

    /** How many lines must leave over the top so that the cursor's line stays on a lower screen. */
    private static int overTop(int y, int newRows) {
        return Math.max(0, y - newRows + 1);
    }

    /** Where the screen has become wider a wrap that was pending has its column now. */
    private void keepInside(Cursor c) {
        if (c.pending && c.x < cols - 1) {
            c.pending = false;
            c.x++;
        }
        c.pending &= c.x == cols - 1;
        c.x = Math.min(c.x, cols - 1);
        c.y = Math.clamp(c.y, 0, rows - 1);
    }
}
