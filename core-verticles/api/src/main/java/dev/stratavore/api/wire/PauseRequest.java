package dev.stratavore.api.wire;

import java.util.List;

/** Asks to freeze runners, or to let them go on: those named, else a project's live ones. */
public record PauseRequest(String commandId, List<String> runners, String project)
        implements WireMessage {
    public PauseRequest {
        runners = List.copyOf(runners);
    }

    /** Reads one from its decoded fields. */
    public static PauseRequest read(Fields fields) {
        return new PauseRequest(fields.string(1), fields.strings(2), fields.string(3));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, commandId);
        out.strings(2, runners);
        out.string(3, project);
    }
}
