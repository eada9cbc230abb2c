package dev.stratavore.pty.screen;

/**
 * Writes the bytes that make a terminal of the same size, in whatever state, show a screen.
 *
 * <p>The order matters: everything is first brought to its default; the primary screen is painted,
 * its saved cursor left in the terminal (by {@code ?1049h} where the alternate screen is active,
 * which is then painted); region, modes and pen come after all painting, and what moves the cursor
 * before the cursor. The same screen always gives the same bytes, and a mirror fed with them gives
 * them again.
 */
final class SnapshotWriter {
    private static final int SI = 0x0f;
    private static final int SO = 0x0e;

    /** More than any terminal's keyboard stack is deep. */
    private static final String POP_ALL_KEYS = "<99u";

    /**
     * Where a wrap that is pending is made at the row's start, which says that it is no
     * continuation.
     */
    private static final int NARROW = 2;

    private final Screen screen;
    private final Out out;
    private final RowPainter painter;

    SnapshotWriter(Screen screen, Out out) {
        this.screen = screen;
        this.out = out;
        painter = new RowPainter(out);
    }

    void write() {
        out.csi("?2026h").csi("?1049l");
        Modes.writeDefaults(out);
        neutral();
        out.csi("?5W").csi(POP_ALL_KEYS).esc("]8;;").raw(VtParser.BEL);
        paint(screen.primary());
        savedCursor(screen.primary(), screen.savedPrimary);
        if (screen.modes.alternate()) {
            screen.modes.writePrimaryKeys(out);
            out.csi("?1049h");
            neutral();
            out.csi(POP_ALL_KEYS);
            paint(screen.grid);
            savedCursor(screen.grid, screen.savedAlternate);
        }
        finish();
    }

    /** Region, origin, charsets and pen as painting needs them. */
    private void neutral() {
        out.csi("?6l").csi("r").esc("(B").esc(")B").raw(SI);
        painter.reset();
    }

    private void paint(Grid grid) {
        out.csi("H").csi("2J");
        boolean attached = false;
        for (int y = 0; y < grid.count(); y++) {
            Row row = grid.row(y);
            int end = row.end();
            if (end > 0) {
                if (!(attached && row.continues && !row.isEmpty(0))) {
                    out.moveTo(0, y);
                }
                painter.cells(row, end, true);
            }
            attached = end == row.cols() && end > NARROW;
        }
        painter.plain();
    }

    /**
     * Puts a cursor with its pen in the place where {@code ESC 7} or {@code ?1049h} picks it up.
     */
    private void savedCursor(Grid grid, Cursor saved) {
        region();
        place(grid, saved);
        pen(saved.pen);
        if (screen.modes.alternate() && saved == screen.savedPrimary) {
            return;
        }
        out.esc("7");
        neutral();
    }

    private void region() {
        if (!screen.regionIsFull()) {
            out.csi("").num(screen.top + 1).raw(';').num(screen.bottom + 1).raw('r');
        }
    }

    /** Moves the cursor; a wrap that is pending is made by writing the last column again. */
    private void place(Grid grid, Cursor cursor) {
        int y = cursor.y;
        if (cursor.pen.origin) {
            out.csi("?6h");
            y = Math.clamp(y, screen.top, screen.bottom);
        }
        int shown = cursor.pen.origin ? y - screen.top : y;
        if (!cursor.pending) {
            out.moveTo(cursor.x, shown);
            return;
        }
        Row row = grid.row(y);
        int x = row.isTail(cursor.x) ? cursor.x - 1 : cursor.x;
        out.moveTo(x, shown);
        painter.cell(row, x);
    }

    private void pen(Pen pen) {
        painter.style(pen.style, pen.underlineColour);
        if (pen.g0 != Pen.ASCII) {
            out.esc("(").raw(pen.g0);
        }
        if (pen.g1 != Pen.ASCII) {
            out.esc(")").raw(pen.g1);
        }
        if (pen.shifted) {
            out.raw(SO);
        }
    }

    private void finish() {
        screen.modes.keys().write(out);
        screen.tabs.write(out);
        if (!screen.title.isEmpty()) {
            out.esc("]2;").utf8(screen.title).raw(VtParser.BEL);
        }
        region();
        place(screen.grid, screen.cursor);
        pen(screen.cursor.pen);
        screen.modes.write(out);
        if (!screen.modes.synchronizedUpdate()) {
            out.csi("?2026l");
        }
    }
}
