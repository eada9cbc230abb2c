package dev.stratavore.api.wire;

import java.util.List;

/**
 * Asks to remove ended runners: those named, else a project's, else the caller's.
 *
 * @param idleMs also those without a sign of work for so long, which are ended first; zero: none
 */
public record PruneRequest(String commandId, List<String> runners, String project, long idleMs)
        implements WireMessage {
    public PruneRequest {
        runners = List.copyOf(runners);
    }

    /** Reads one from its decoded fields. */
    public static PruneRequest read(Fields fields) {
        return new PruneRequest(
                fields.string(1), fields.strings(2), fields.string(3), fields.int64(4));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, commandId);
        out.strings(2, runners);
        out.string(3, project);
        out.int64(4, idleMs);
    }
}
