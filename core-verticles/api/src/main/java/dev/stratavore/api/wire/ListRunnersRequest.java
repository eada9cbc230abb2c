package dev.stratavore.api.wire;

/** Asks for a page of runners. */
public record ListRunnersRequest(
        int pageSize,
        String pageToken,
        String project,
        boolean all,
        String status,
        String agent,
        boolean newestFirst)
        implements WireMessage {
    /** Reads one from its decoded fields. */
    public static ListRunnersRequest read(Fields fields) {
        return new ListRunnersRequest(
                fields.int32(1),
                fields.string(2),
                fields.string(3),
                fields.bool(4),
                fields.string(5),
                fields.string(6),
                fields.bool(7));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.int32(1, pageSize);
        out.string(2, pageToken);
        out.string(3, project);
        out.bool(4, all);
        out.string(5, status);
        out.string(6, agent);
        out.bool(7, newestFirst);
    }
}
