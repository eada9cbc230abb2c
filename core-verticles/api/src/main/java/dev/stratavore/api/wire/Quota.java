package dev.stratavore.api.wire;

import org.jspecify.annotations.Nullable;

/** A limit of a project; null where there is none, or where nothing measures its use. */
public record Quota(
        String project,
        String name,
        @Nullable Long limit,
        @Nullable Long inUse,
        String source,
        String remark)
        implements WireMessage {
    /** Reads one from its decoded fields. */
    public static Quota read(Fields fields) {
        return new Quota(
                fields.string(1),
                fields.string(2),
                fields.optionalInt64(3),
                fields.optionalInt64(4),
                fields.string(5),
                fields.string(6));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, project);
        out.string(2, name);
        out.optionalInt64(3, limit);
        out.optionalInt64(4, inUse);
        out.string(5, source);
        out.string(6, remark);
    }
}
