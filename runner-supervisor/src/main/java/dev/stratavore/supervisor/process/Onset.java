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
    private boolean calm;
    private long calmNanos;

    /** Whether it has begun and is not over. */
    boolean lasting() {
        return lasting;
    }

    /**
     * Whether it is so now and was over before.
     *
     * @param nanos a monotonic clock
     */
    boolean begins(boolean now, long nanos) {
        if (!now && !calm) {
            calmNanos = nanos;
        } else if (calm && nanos - calmNanos >= CALM.toNanos()) {
            lasting = false;
        }
        calm = !now;
        boolean begins = now && !lasting;
        lasting |= now;
        return begins;
    }

    /** What began was told to nobody. */
    void untold() {
        lasting = false;
    }
}
