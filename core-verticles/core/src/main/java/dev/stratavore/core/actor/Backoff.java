package dev.stratavore.core.actor;

import java.time.Duration;

/** Pauses that double up to a longest one. */
public final class Backoff {
    private final Duration first;
    private final Duration most;
    private Duration next;

    public Backoff(Duration first, Duration most) {
        this.first = first;
        this.most = most;
        this.next = first;
    }

    /** The pause before the next try. */
    public Duration next() {
        var pause = next;
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(most) < 0 ? doubled : most;
        return pause;
    }

    /** Begins anew, after a success. */
    public void reset() {
        next = first;
    }
}
