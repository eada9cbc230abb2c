package dev.stratavore.api.wire;

/** A project as the daemon answers it. */
public record Project(
        long key,
        String name,
        String path,
        String description,
        String status,
        String agent,
        int maxRunners,
        int maxMemoryMb,
        long maxTokensPerDay,
        int liveRunners,
        String owner,
        long createdAt,
        String warning,
        int maxRestarts)
        implements WireMessage {
    /** Reads one from its decoded fields. */
    public static Project read(Fields fields) {
        return new Project(
                fields.int64(1),
                fields.string(2),
                fields.string(3),
                fields.string(4),
                fields.string(5),
                fields.string(6),
                fields.int32(7),
                fields.int32(8),
                fields.int64(9),
                fields.int32(10),
                fields.string(11),
                fields.int64(12),
                fields.string(13),
                fields.int32(14));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.int64(1, key);
        out.string(2, name);
        out.string(3, path);
        out.string(4, description);
        out.string(5, status);
        out.string(6, agent);
        out.int32(7, maxRunners);
        out.int32(8, maxMemoryMb);
        out.int64(9, maxTokensPerDay);
        out.int32(10, liveRunners);
        out.string(11, owner);
        out.int64(12, createdAt);
        out.string(13, warning);
        out.int32(14, maxRestarts);
    }
}
