package dev.stratavore.api.wire;

import java.util.List;

/** What a daemon found when it started. */
public record Away(long foundAt, int adopted, List<Ended> ended, List<String> lost)
        implements WireMessage {
    public Away {
        ended = List.copyOf(ended);
        lost = List.copyOf(lost);
    }

    /** Reads one from its decoded fields. */
    public static Away read(Fields fields) {
        return new Away(
                fields.int64(1),
                fields.int32(2),
                fields.messages(3, Ended::read),
                fields.strings(4));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.int64(1, foundAt);
        out.int32(2, adopted);
        out.messages(3, ended);
        out.strings(4, lost);
    }
}
