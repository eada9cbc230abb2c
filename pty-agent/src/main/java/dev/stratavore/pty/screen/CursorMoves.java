package dev.stratavore.pty.screen;

/** The control sequences that move the cursor. */
final class CursorMoves {
    private final Screen screen;
    private final Cursor cursor;

    CursorMoves(Screen screen) {
        this.screen = screen;
        cursor = screen.cursor;
    }

    /** Handles a sequence without marker; false if it is none of these. */
    boolean sequence(Params p, int c) {
        int n = p.get(0, 1);
        switch (c) {
            case 'A' -> up(n);
            case 'B' -> down(n);
            case 'C', 'a' -> column(cursor.x + n);
            case 'D' -> column(cursor.x - n);
            case 'E' -> {
                down(n);
                cursor.x = 0;
            }
            case 'F' -> {
                up(n);
                cursor.x = 0;
            }
            case 'G', '`' -> column(n - 1);
            case 'H', 'f' -> screen.moveTo(p.get(1, 1) - 1, n - 1 + screen.origin());
            case 'I' -> forwardTabs(n);
            case 'Z' -> backTabs(n);
            case 'd' -> screen.moveTo(cursor.x, n - 1 + screen.origin());
            case 'e' -> screen.moveTo(cursor.x, cursor.y + n);
            case 's' -> screen.saveCursor();
            case 'u' -> screen.restoreCursor();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void column(int x) {
        screen.moveTo(x, cursor.y);
    }

    /** Up to the region's first line, or from above it to the screen's. */
    private void up(int n) {
        int limit = cursor.y >= screen.top ? screen.top : 0;
        cursor.y = Math.max(limit, cursor.y - n);
        cursor.pending = false;
    }

    private void down(int n) {
        int limit = cursor.y <= screen.bottom ? screen.bottom : screen.rows - 1;
        cursor.y = Math.min(limit, cursor.y + n);
        cursor.pending = false;
    }

    /** A tab does not end a wrap that is pending. */
    void forwardTabs(int n) {
        for (int i = 0; i < n && cursor.x < screen.cols - 1; i++) {
            cursor.x = screen.tabs.next(cursor.x);
        }
    }

    private void backTabs(int n) {
        cursor.pending = false;
        for (int i = 0; i < n && cursor.x > 0; i++) {
            cursor.x = screen.tabs.previous(cursor.x);
        }
    }

    void backspace() {
        column(cursor.x - 1);
    }

    void carriageReturn() {
        column(0);
    }
}
