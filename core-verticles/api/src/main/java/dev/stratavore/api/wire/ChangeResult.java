package dev.stratavore.api.wire;

import org.jspecify.annotations.Nullable;

/** What became of one runner. */
public record ChangeResult(String runner, boolean ok, String message, @Nullable Runner state)
        implements WireMessage {
    /** Reads one from its decoded fields. */
    public static ChangeResult read(Fields fields) {
        return new ChangeResult(
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
