package dev.stratavore.api.wire;

import java.util.List;

/** A page of runners. */
public record ListRunnersReply(List<Runner> runners, String nextPageToken) implements WireMessage {
    public ListRunnersReply {
        runners = List.copyOf(runners);
    }

    /** Reads one from its decoded fields. */
    public static ListRunnersReply read(Fields fields) {
        return new ListRunnersReply(fields.messages(1, Runner::read), fields.string(2));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.messages(1, runners);
        out.string(2, nextPageToken);
    }
}
