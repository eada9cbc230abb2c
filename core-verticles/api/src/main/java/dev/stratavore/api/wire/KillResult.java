package dev.stratavore.api.wire;

import org.jspecify.annotations.Nullable;

/** How the stop of one runner was settled. */
public record KillResult(String runner, boolean ok, String message, @Nullable Runner state)
        implements WireMessage {
    /** Reads one from its decoded fields. */
    public static KillResult read(Fields fields) {
        return new KillResult(
                fields.string(1),
                fields.bool(2),
                fields.string(3),
                fields.message(4, Runner::read));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, runner);
        out.bool(2, ok);
        out.string(3, message);
        out.message(4, state);
    }
}
