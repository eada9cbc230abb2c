package dev.stratavore.supervisor.process;

import java.time.Duration;

/**
 * How long one project has been over its limits: a warning when it begins, an end of the newest
 * runner when it lasts, then the same time again for the next one. Pure but for its own memory; not
 * thread-safe.
 */
final class Excess {
    /** How long a project may be over before its newest runner is ended. */
    static final Duration GRACE = Duration.ofSeconds(30);

    /** What is to be done. */
    enum Verdict {
        NOTHING,
        WARN,
        END
    }

    private boolean isOver;
    private long sinceNanos;

    /**
     * @param over whether it is over its limits now
     * @param nanos a monotonic clock
     */
    Verdict look(boolean over, long nanos) {
        if (!over) {
            isOver = false;
            return Verdict.NOTHING;
        }
        if (!isOver) {
            isOver = true;
            sinceNanos = nanos;
            return Verdict.WARN;
        }
        if (nanos - sinceNanos < GRACE.toNanos()) {
            return Verdict.NOTHING;
        }
        sinceNanos = nanos;
        return Verdict.END;
    }
}
