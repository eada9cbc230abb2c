package dev.stratavore.api.wire;

import java.util.List;

/** A page of limits. */
public record ListQuotasReply(List<Quota> quotas, String nextPageToken) implements WireMessage {
    public ListQuotasReply {
        quotas = List.copyOf(quotas);
    }

    /** Reads one from its decoded fields. */
    public static ListQuotasReply read(Fields fields) {
        return new ListQuotasReply(fields.messages(1, Quota::read), fields.string(2));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.messages(1, quotas);
        out.string(2, nextPageToken);
    }
}
