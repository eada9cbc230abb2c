package dev.stratavore.pty.screen;

/** The lines of one screen and how they scroll. */
final class Grid {
    private Row[] rows;

    Grid(int cols, int count, long blank) {
        rows = new Row[count];
        for (int y = 0; y < count; y++) {
            rows[y] = new Row(cols, blank);
        }
    }

    Row row(int y) {
        return rows[y];
    }

    int count() {
        return rows.length;
    }

    /** Moves the lines of a region up by one; the one that left comes back blank at its end. */
    void scrollUp(int top, int bottom, long blank) {
        Row gone = rows[top];
        System.arraycopy(rows, top + 1, rows, top, bottom - top);
        gone.clear(blank);
        rows[bottom] = gone;
        if (top > 0) {
            rows[top].continues = false;
        }
        detach(bottom + 1);
    }

    void scrollDown(int top, int bottom, long blank) {
        Row gone = rows[bottom];
        System.arraycopy(rows, top, rows, top + 1, bottom - top);
        gone.clear(blank);
        rows[top] = gone;
        detach(top + 1);
        detach(bottom + 1);
    }

    /** A line whose neighbour above has changed is no longer its continuation. */
    private void detach(int y) {
        if (y < rows.length) {
            rows[y].continues = false;
        }
    }

    /** Takes {@code dropped} lines off the top and makes the rest fit. */
    void resize(int cols, int count, int dropped) {
        Row[] resized = new Row[count];
        for (int y = 0; y < count; y++) {
            int old = y + dropped;
            resized[y] = old < rows.length ? rows[old].resized(cols) : new Row(cols, Style.PLAIN);
        }
        rows = resized;
    }
}
