package dev.stratavore.supervisor.process;

/** Tells the beginning of a state from its lasting. Not thread-safe. */
final class Onset {
    private boolean on;

    /** Whether it is so now and was not at the last look. */
    boolean begins(boolean now) {
        boolean begins = now && !on;
        on = now;
        return begins;
    }
}
