package dev.stratavore.supervisor.beat;

import java.time.Duration;

/**
 * Tells when the pty host has been silent for too long. Pure: time comes as a monotonic figure in
 * nanoseconds. A daemon that itself stood still, stopped or asleep with its machine, has heard
 * nothing meanwhile and concludes nothing from that: the count begins anew. Not thread-safe.
 */
final class Silence {
    private final long patience;
    private final long look;
    private long lastBeat;
    private long lastLook;
    private boolean silent;
    private boolean suspected;

    /** What a look or a beat shows. */
    enum Verdict {
        /** As it was. */
        UNCHANGED,
        /** Too many beats were missed. */
        SILENT,
        /** It beats again, or for the first time. */
        BACK
    }

    /**
     * @param interval between two beats, and between two looks
     * @param missed how many beats may be missed
     */
    Silence(Duration interval, int missed, long now) {
        this.look = interval.toNanos();
        this.patience = Math.multiplyExact(look, missed);
        this.lastBeat = now;
        this.lastLook = now;
    }

    /** Somebody may have taken it for silent: its next beat is told in any case. */
    void suspect() {
        suspected = true;
    }

    /** Not everybody could be told: the verdict comes again, or the opposite one if that is so. */
    void untold(Verdict verdict) {
        suspected = true;
        if (verdict == Verdict.SILENT) {
            silent = false;
        }
    }

    Verdict beat(long now) {
        boolean news = silent || suspected;
        lastBeat = now;
        silent = false;
        suspected = false;
        return news ? Verdict.BACK : Verdict.UNCHANGED;
    }

    /** To be called once an interval. */
    Verdict look(long now) {
        boolean stoodStill = now - lastLook > 2 * look;
        lastLook = now;
        if (stoodStill) {
            lastBeat = now;
            return Verdict.UNCHANGED;
        }
        if (!silent && now - lastBeat > patience) {
            silent = true;
            return Verdict.SILENT;
        }
        return Verdict.UNCHANGED;
    }
}
