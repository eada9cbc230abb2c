package dev.stratavore.supervisor;

/** The clock that never jumps, which all processes of the machine share. */
@SuppressForbidden("this is the one place that reads it")
final class Monotonic {
    private Monotonic() {}

    /** {@code CLOCK_MONOTONIC} in nanoseconds. */
    static long nanos() {
        return System.nanoTime();
    }
}
