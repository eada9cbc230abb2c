package dev.stratavore.pty.screen;

/** Writes the sequence that brings a terminal back to its usual state. */
final class ModeResets {
    private static final int SI = 0x0f;

    private ModeResets() {}

    /**
     * Writes what is needed and nothing if nothing is.
     *
     * @param pen the pen in force once the alternate screen has been left
     */
    static void write(Out out, Modes modes, Pen pen, boolean region) {
        modes.undoScreen(out);
        if (pen.origin) {
            // both move the cursor, and the last line is where least is overwritten
            out.csi("?6l").csi("r").csi("999;1H");
        } else if (region) {
            out.esc("7").csi("r").esc("8");
        }
        modes.undo(out);
        if (!pen.isPlain()) {
            out.csi("m");
        }
        if (!pen.charsetsAreDefault()) {
            out.esc("(B").esc(")B").raw(SI);
        }
    }
}
