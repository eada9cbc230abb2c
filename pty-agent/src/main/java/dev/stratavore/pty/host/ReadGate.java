package dev.stratavore.pty.host;

import dev.stratavore.pty.engine.Pty;

/** Reads a terminal only while nobody has a reason to hold it back. */
final class ReadGate {
    /** The disk has not taken what the ring would lose next. */
    static final int DISK = 1;

    /** The writer's terminal is slow. */
    static final int WRITER = 2;

    private final Pty pty;
    private int reasons;

    ReadGate(Pty pty) {
        this.pty = pty;
    }

    void hold(int reason) {
        if (reasons == 0) {
            pty.pauseReading();
        }
        reasons |= reason;
    }

    void release(int reason) {
        int before = reasons;
        reasons &= ~reason;
        if (before != 0 && reasons == 0) {
            pty.resumeReading();
        }
    }

    boolean holds(int reason) {
        return (reasons & reason) != 0;
    }
}
