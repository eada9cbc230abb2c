package dev.stratavore.api.wire;

import java.util.List;

/** Asks to start runners again that were lost: those of a project, else the caller's. */
public record ResumeLostRequest(String commandId, String project, List<EnvVar> env)
        implements WireMessage {
    public ResumeLostRequest {
        env = List.copyOf(env);
    }

    /** Reads one from its decoded fields. */
    public static ResumeLostRequest read(Fields fields) {
        return new ResumeLostRequest(
                fields.string(1), fields.string(2), fields.messages(3, EnvVar::read));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, commandId);
        out.string(2, project);
        out.messages(3, env);
    }
}
