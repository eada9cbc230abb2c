package dev.stratavore.api.wire;

import org.jspecify.annotations.Nullable;

/** Asks for changes of a project; what is empty, zero or absent stays as it is. */
public record SetProjectRequest(
        String commandId,
        String name,
        String path,
        String description,
        boolean describe,
        String agent,
        int maxRunners,
        @Nullable Integer maxRestarts)
        implements WireMessage {
    /** Reads one from its decoded fields. */
    public static SetProjectRequest read(Fields fields) {
        return new SetProjectRequest(
                fields.string(1),
                fields.string(2),
                fields.string(3),
                fields.string(4),
                fields.bool(5),
                fields.string(6),
                fields.int32(7),
                fields.optionalInt32(8));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, commandId);
        out.string(2, name);
        out.string(3, path);
        out.string(4, description);
        out.bool(5, describe);
        out.string(6, agent);
        out.int32(7, maxRunners);
        out.optionalInt32(8, maxRestarts);
    }
}
