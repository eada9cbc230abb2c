package dev.stratavore.api.wire;

/**
 * Asks for the output of a runner.
 *
 * @param attempt which run of the program, from 1; zero for the latest
 */
public record LogsRequest(
        String runner, boolean raw, boolean follow, long sinceMs, int tail, int attempt)
        implements WireMessage {
    /** Reads one from its decoded fields. */
    public static LogsRequest read(Fields fields) {
        return new LogsRequest(
                fields.string(1),
                fields.bool(2),
                fields.bool(3),
                fields.int64(4),
                fields.int32(5),
                fields.int32(6));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, runner);
        out.bool(2, raw);
        out.bool(3, follow);
        out.int64(4, sinceMs);
        out.int32(5, tail);
        out.int32(6, attempt);
    }
}
