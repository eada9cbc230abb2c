package dev.stratavore.api.wire;

import org.jspecify.annotations.Nullable;

/** Asks for a limit of a project; null for the configured one. */
public record SetQuotaRequest(String commandId, String project, String name, @Nullable Long value)
        implements WireMessage {
    /** Reads one from its decoded fields. */
    public static SetQuotaRequest read(Fields fields) {
        return new SetQuotaRequest(
                fields.string(1), fields.string(2), fields.string(3), fields.optionalInt64(4));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, commandId);
        out.string(2, project);
        out.string(3, name);
        out.optionalInt64(4, value);
    }
}
