package dev.stratavore.api.wire;

import org.jspecify.annotations.Nullable;

/**
 * What watches over a runner says of it; times in milliseconds since the epoch, zero for none.
 *
 * @param unreachableSince since when its pty host has been silent
 * @param usage where the last heartbeat named it
 * @param maxRestarts in a row, without a user's doing
 * @param restarts in a row so far, without one that is due
 * @param restartAt when the next one is
 * @param restartWaitsFor what has no place for it that was due, {@code project} or {@code node}
 */
public record Supervision(
        long unreachableSince,
        @Nullable Usage usage,
        int maxRestarts,
        int restarts,
        long restartAt,
        String restartWaitsFor) {
    /** Nothing to say. */
    public static final Supervision NONE = new Supervision(0, null, 0, 0, 0, "");

    static Supervision read(Fields fields) {
        return new Supervision(
                fields.int64(23),
                fields.message(24, Usage::read),
                fields.int32(25),
                fields.int32(26),
                fields.int64(27),
                fields.string(28));
    }

    void writeTo(WireWriter out) {
        out.int64(23, unreachableSince);
        out.message(24, usage);
        out.int32(25, maxRestarts);
        out.int32(26, restarts);
        out.int64(27, restartAt);
        out.string(28, restartWaitsFor);
    }
}
