package dev.stratavore.supervisor.beat;

import java.time.Duration;

/**
 * A histogram of times, in buckets that double from a millisecond on; a quantile is the upper bound
 * of its bucket. Not thread-safe.
 */
final class Latencies {
    private static final int BUCKETS = 20;

    private final long[] counts = new long[BUCKETS];
    private long total;

    void add(Duration latency) {
        counts[bucketOf(latency.toMillis())]++;
        total++;
    }

    private static int bucketOf(long millis) {
        int bucket = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, millis));
        return Math.min(bucket, BUCKETS - 1);
    }

    /** The time that this share of all keeps below; zero if there was none. */
    Duration quantile(double share) {
        long wanted = (long) Math.ceil(total * share);
        long seen = 0;
        for (int i = 0; i < BUCKETS && wanted > 0; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return Duration.ofMillis(1L << i);
            }
        }
        return Duration.ZERO;
    }
}
