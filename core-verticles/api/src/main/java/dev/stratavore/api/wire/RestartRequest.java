package dev.stratavore.api.wire;

import java.util.List;

/**
 * Asks to start a runner again, after its end where it is live.
 *
 * @param timeoutMs of the polite stop; zero: the configured default
 * @param env for values that nobody remembers
 */
public record RestartRequest(
        String commandId,
        String runner,
        String project,
        boolean force,
        long timeoutMs,
        List<EnvVar> env)
        implements WireMessage {
    public RestartRequest {
        env = List.copyOf(env);
    }

    /** Reads one from its decoded fields. */
    public static RestartRequest read(Fields fields) {
        return new RestartRequest(
                fields.string(1),
                fields.string(2),
                fields.string(3),
                fields.bool(4),
                fields.int64(5),
                fields.messages(6, EnvVar::read));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, commandId);
        out.string(2, runner);
        out.string(3, project);
        out.bool(4, force);
        out.int64(5, timeoutMs);
        out.messages(6, env);
    }
}
