package dev.stratavore.pty.screen;

import java.util.BitSet;

/** Tab stops: every eighth column until a program sets its own. */
final class Tabs {
    private static final int EVERY = 8;

    private final BitSet stops = new BitSet();
    private int cols;

    Tabs(int cols) {
        resize(cols);
    }

    /** Columns that are new get the usual stops. */
    void resize(int newCols) {
        for (int x = cols; x < newCols; x++) {
            stops.set(x, x % EVERY == 0);
        }
        stops.clear(newCols, Math.max(newCols, stops.length()));
        cols = newCols;
    }

    void reset() {
        int all = cols;
        cols = 0;
        resize(all);
    }

    void set(int x) {
        stops.set(x);
    }

    void clear(int x) {
        stops.clear(x);
    }

    void clearAll() {
        stops.clear();
    }

    int next(int x) {
        int stop = stops.nextSetBit(x + 1);
        return stop < 0 || stop >= cols ? cols - 1 : stop;
    }

    int previous(int x) {
        return x == 0 ? 0 : Math.max(0, stops.previousSetBit(x - 1));
    }

    /** Writes the stops if they are not the usual ones; leaves the cursor anywhere. */
    void write(Out out) {
        if (usual()) {
            return;
        }
        out.csi("3g");
        for (int x = stops.nextSetBit(0); x >= 0; x = stops.nextSetBit(x + 1)) {
            out.csi("").num(x + 1).ascii("G").esc("H");
        }
    }

    private boolean usual() {
        for (int x = 0; x < cols; x++) {
            if (stops.get(x) != (x % EVERY == 0)) {
                return false;
            }
        }
        return true;
    }
}
