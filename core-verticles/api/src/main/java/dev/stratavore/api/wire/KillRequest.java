package dev.stratavore.api.wire;

import java.util.List;

/** Asks to stop runners; a timeout of zero milliseconds is the configured default. */
public record KillRequest(
        String commandId, List<String> runners, String project, boolean force, long timeoutMs)
        implements WireMessage {
    public KillRequest {
        runners = List.copyOf(runners);
    }

    /** Reads one from its decoded fields. */
    public static KillRequest read(Fields fields) {
        return new KillRequest(
                fields.string(1),
                fields.strings(2),
                fields.string(3),
                fields.bool(4),
                fields.int64(5));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, commandId);
        out.strings(2, runners);
        out.string(3, project);
        out.bool(4, force);
        out.int64(5, timeoutMs);
    }
}
