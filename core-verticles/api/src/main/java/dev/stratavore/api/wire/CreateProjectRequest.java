package dev.stratavore.api.wire;

import org.jspecify.annotations.Nullable;

/** Asks for a new project; empty or absent fields take the configured default. */
public record CreateProjectRequest(
        String commandId,
        String name,
        String path,
        boolean mkdir,
        String description,
        @Nullable Integer maxRunners,
        @Nullable Integer maxMemoryMb,
        long maxTokensPerDay,
        String agent,
        @Nullable Integer maxRestarts)
        implements WireMessage {
    /** Reads one from its decoded fields. */
    public static CreateProjectRequest read(Fields fields) {
        return new CreateProjectRequest(
                fields.string(1),
                fields.string(2),
                fields.string(3),
                fields.bool(4),
                fields.string(5),
                fields.optionalInt32(6),
                fields.optionalInt32(7),
                fields.int64(8),
                fields.string(9),
                fields.optionalInt32(10));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, commandId);
        out.string(2, name);
        out.string(3, path);
        out.bool(4, mkdir);
        out.string(5, description);
        out.optionalInt32(6, maxRunners);
        out.optionalInt32(7, maxMemoryMb);
        out.int64(8, maxTokensPerDay);
        out.string(9, agent);
        out.optionalInt32(10, maxRestarts);
    }
}
