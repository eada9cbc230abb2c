package dev.stratavore.api.wire;

import java.util.List;

/** Why a call was refused, from the trailer {@code stratavore-error-bin}. */
public record ErrorDetail(String reason, String hint, List<String> candidates, int exitCode)
        implements WireMessage {
    public ErrorDetail {
        candidates = List.copyOf(candidates);
    }

    /** Reads one from its decoded fields. */
    public static ErrorDetail read(Fields fields) {
        return new ErrorDetail(
                fields.string(1), fields.string(2), fields.strings(3), fields.int32(4));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, reason);
        out.string(2, hint);
        out.strings(3, candidates);
        out.int32(4, exitCode);
    }
}
