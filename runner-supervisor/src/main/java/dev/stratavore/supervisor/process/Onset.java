package dev.stratavore.supervisor.process;

import java.time.Duration;

/**
 * Tells the beginning of a state from its lasting. It lasts until it has not been so for a while,
 * so that what comes and goes is one state. Not thread-safe.
 */
final class Onset {
    /** How long it must not be so before it can begin again. */
    static final Duration CALM = Duration.ofMinutes(1);

    private boolean lasting;
    private long soNanos;

    /** Whether it has begun and was not over at the last look. */
    boolean lasting() {
        return lasting;
    }

    /**
     * Whether it is so now and was over before.
     *
     * @param nanos a monotonic clock
     */
    boolean begins(boolean now, long nanos) {
        if (lasting && nanos - soNanos >= CALM.toNanos()) {
            lasting = false;
        }
        boolean begins = now && !lasting;
        if (now) {
            lasting = true;
            soNanos = nanos;
        }
        return begins;
    }

    /** What began was told to nobody. */
    void untold() {
        lasting = false;
    }
}
