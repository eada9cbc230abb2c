package dev.stratavore.pty.frame;

/** What the host knows of why a program ended, beside how. */
public enum ExitCause {
    /** Nothing beyond the exit status. */
    UNKNOWN(0),
    /** The kernel killed processes of the runner because its memory limit was reached. */
    OUT_OF_MEMORY(1);

    private final int wire;

    ExitCause(int wire) {
        this.wire = wire;
    }

    int wire() {
        return wire;
    }

    static ExitCause of(int wire) {
        return wire == OUT_OF_MEMORY.wire ? OUT_OF_MEMORY : UNKNOWN;
    }
}
