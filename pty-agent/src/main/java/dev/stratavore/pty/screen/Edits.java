package dev.stratavore.pty.screen;

/** The control sequences that erase, insert, delete and scroll. */
final class Edits {
    private final Screen screen;
    private final Cursor cursor;

    Edits(Screen screen) {
        this.screen = screen;
        cursor = screen.cursor;
    }

    /** Handles a sequence without marker; false if it is none of these. */
    boolean sequence(Params p, int c) {
        int n = p.get(0, 1);
        switch (c) {
            case 'J' -> eraseDisplay(p.raw(0));
            case 'K' -> eraseLine(p.raw(0));
            case 'X' -> eraseCells(n);
            case '@' -> insertCells(n);
            case 'P' -> deleteCells(n);
            case 'L' -> insertLines(n);
            case 'M' -> deleteLines(n);
            case 'S' -> screen.scrollUp(n);
            case 'T' -> {
                // with more parameters it is xterm's mouse tracking
                if (p.count() == 1) {
                    screen.scrollDown(n);
                }
            }
            case '^' -> screen.scrollDown(n);
            case 'r' -> region(p);
            case 'g' -> tabs(p.raw(0));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** ED; DECSED is the same, for nothing is protected here. */
    void eraseDisplay(int what) {
        switch (what) {
            case 0 -> {
                if (cursor.x == 0 && cursor.y == 0) {
                    screen.clear();
                } else {
                    eraseLine(0);
                    eraseLines(cursor.y + 1, screen.rows);
                }
            }
            case 1 -> {
                eraseLine(1);
                eraseLines(0, cursor.y);
            }
            case 2 -> screen.clear();
            case 3 -> screen.sink.forget();
            default -> {}
        }
    }

    private void eraseLines(int from, int to) {
        for (int y = from; y < to; y++) {
            screen.grid.row(y).erase(0, screen.cols, screen.blank());
        }
    }

    /** EL. With a wrap pending the cursor is past the end, where nothing is to the right. */
    void eraseLine(int what) {
        int right = cursor.pending ? screen.cols : cursor.x;
        switch (what) {
            case 0 -> screen.line().erase(right, screen.cols, screen.blank());
            case 1 -> screen.line().erase(0, cursor.x + 1, screen.blank());
            case 2 -> screen.line().erase(0, screen.cols, screen.blank());
            default -> {}
        }
    }

    private void eraseCells(int n) {
        cursor.pending = false;
        int to = Math.min(screen.cols, cursor.x + n);
        screen.line().erase(cursor.x, to, screen.blank());
    }

    private void insertCells(int n) {
        cursor.pending = false;
        screen.line().insert(cursor.x, n, screen.blank());
    }

    private void deleteCells(int n) {
        cursor.pending = false;
        screen.line().delete(cursor.x, n, screen.blank());
    }

    private void insertLines(int n) {
        if (inRegion()) {
            for (int i = Math.min(n, screen.bottom - cursor.y + 1); i > 0; i--) {
                screen.grid.scrollDown(cursor.y, screen.bottom, screen.blank());
            }
            screen.moveTo(0, cursor.y);
        }
    }

    private void deleteLines(int n) {
        if (inRegion()) {
            for (int i = Math.min(n, screen.bottom - cursor.y + 1); i > 0; i--) {
                screen.grid.scrollUp(cursor.y, screen.bottom, screen.blank());
            }
            screen.moveTo(0, cursor.y);
        }
    }

    private boolean inRegion() {
        return cursor.y >= screen.top && cursor.y <= screen.bottom;
    }

    /** DECSTBM; a region of less than two lines is refused. */
    private void region(Params p) {
        int first = p.get(0, 1) - 1;
        int last = Math.min(p.get(1, screen.rows), screen.rows) - 1;
        if (first < last) {
            screen.region(first, last);
        } else if (p.raw(0) <= 1 && p.raw(1) == 0) {
            screen.region(0, screen.rows - 1);
        }
    }

    private void tabs(int what) {
        if (what == 0) {
            screen.tabs.clear(cursor.x);
        } else if (what == 3) {
            screen.tabs.clearAll();
        }
    }

    /** DECALN: the screen full of E. */
    void alignmentPattern() {
        screen.top = 0;
        screen.bottom = screen.rows - 1;
        cursor.pen.origin = false;
        Pen plain = new Pen();
        for (int y = 0; y < screen.rows; y++) {
            Row row = screen.grid.row(y);
            row.clear(Style.PLAIN);
            for (int x = 0; x < screen.cols; x++) {
                row.put(x, 'E', 1, plain);
            }
        }
        screen.moveTo(0, 0);
    }
}
