package dev.stratavore.api.wire;

import java.util.List;

/** Asks which agent programs can be found with an environment. */
public record ListAgentsRequest(List<EnvVar> env) implements WireMessage {
    public ListAgentsRequest {
        env = List.copyOf(env);
    }

    /** Reads one from its decoded fields. */
    public static ListAgentsRequest read(Fields fields) {
        return new ListAgentsRequest(fields.messages(1, EnvVar::read));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.messages(1, env);
    }
}
