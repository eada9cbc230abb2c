package dev.stratavore.pty.screen;

/** Where the next character goes and what it looks like. */
final class Cursor {
    final Pen pen = new Pen();
    int x;
    int y;

    /** The last column was written: the next character goes to the next line first. */
    boolean pending;

    void copy(Cursor from) {
        pen.copy(from.pen);
        x = from.x;
        y = from.y;
        pending = from.pending;
    }

    void reset() {
        pen.reset();
        x = 0;
        y = 0;
        pending = false;
    }
}
