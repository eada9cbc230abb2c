package dev.stratavore.api.wire;

/** Asks for a page of projects. */
public record ListProjectsRequest(int pageSize, String pageToken, String status)
        implements WireMessage {
    /** Reads one from its decoded fields. */
    public static ListProjectsRequest read(Fields fields) {
        return new ListProjectsRequest(fields.int32(1), fields.string(2), fields.string(3));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.int32(1, pageSize);
        out.string(2, pageToken);
        out.string(3, status);
    }
}
