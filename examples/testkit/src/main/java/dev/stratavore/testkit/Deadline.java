package dev.stratavore.testkit;

import java.time.Duration;

/** A point in the machine's monotonic time. */
@SuppressForbidden(
        "A deadline for foreign processes is real time, whatever clock the tested code has.")
final class Deadline {
    private final long at;

    private Deadline(long at) {
        this.at = at;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** What is left, never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, at - System.nanoTime()));
    }

    boolean passed() {
        return at - System.nanoTime() <= 0;
    }
}
