package dev.stratavore.api.wire;

import org.jspecify.annotations.Nullable;

/**
 * What watches over a runner says of it; times in milliseconds since the epoch, zero for none.
 *
 * @param unreachableSince since when its pty host has been silent
 * @param usage where the last heartbeat named it
 * @param maxRestarts in a row, without a user's doing
 * @param restarts in a row so far; while one is due, with it
 * @param restartAt when the next one is
 */
public record Supervision(
        long unreachableSince,
        @Nullable Usage usage,
        int maxRestarts,
        int restarts,
        long restartAt) {
    /** Nothing to say. */
    public static final Supervision NONE = new Supervision(0, null, 0, 0, 0);

    /** The restarts in a row that have been, without one that is due. */
    public int restartsDone() {
        return restartAt == 0 ? restarts : Math.max(0, restarts - 1);
    }

    static Supervision read(Fields fields) {
        return new Supervision(
                fields.int64(23),
                fields.message(24, Usage::read),
                fields.int32(25),
                fields.int32(26),
                fields.int64(27));
    }

    void writeTo(WireWriter out) {
        out.int64(23, unreachableSince);
        out.message(24, usage);
        out.int32(25, maxRestarts);
        out.int32(26, restarts);
        out.int64(27, restartAt);
    }
}
