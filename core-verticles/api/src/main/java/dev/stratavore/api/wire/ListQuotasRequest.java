package dev.stratavore.api.wire;

/** Asks for the limits of all projects, or of one; the page's size counts projects. */
public record ListQuotasRequest(int pageSize, String pageToken, String project)
        implements WireMessage {
    /** Reads one from its decoded fields. */
    public static ListQuotasRequest read(Fields fields) {
        return new ListQuotasRequest(fields.int32(1), fields.string(2), fields.string(3));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.int32(1, pageSize);
        out.string(2, pageToken);
        out.string(3, project);
    }
}
