package dev.stratavore.api.wire;

import org.jspecify.annotations.Nullable;

/**
 * How the pty host's heartbeats come; times in milliseconds.
 *
 * @param sinceLastMs null while there was none
 * @param slowestMs the time that 99 in 100 keep below
 */
public record Heartbeat(
        long intervalMs,
        @Nullable Long sinceLastMs,
        long received,
        long missed,
        long medianMs,
        long slowestMs)
        implements WireMessage {
    /** Reads one from its decoded fields. */
    public static Heartbeat read(Fields fields) {
        return new Heartbeat(
                fields.int64(1),
                fields.optionalInt64(2),
                fields.int64(3),
                fields.int64(4),
                fields.int64(5),
                fields.int64(6));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.int64(1, intervalMs);
        out.optionalInt64(2, sinceLastMs);
        out.int64(3, received);
        out.int64(4, missed);
        out.int64(5, medianMs);
        out.int64(6, slowestMs);
    }
}
