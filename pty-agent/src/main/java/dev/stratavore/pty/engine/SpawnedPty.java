package dev.stratavore.pty.engine;

/** A program that runs on a terminal which nobody reads yet. */
public interface SpawnedPty {
    /** The process that leads the session. */
    long pid();

    /** The leader's start, in clock ticks since boot. */
    long startTicks();

    /** Begins to deliver output and, last, the exit. Once, on the event loop's thread. */
    Pty open(PtyListener listener);
}
