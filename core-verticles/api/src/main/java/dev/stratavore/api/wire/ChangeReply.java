package dev.stratavore.api.wire;

import java.util.List;

/** One result per runner, in the order asked for. */
public record ChangeReply(List<ChangeResult> results) implements WireMessage {
    public ChangeReply {
        results = List.copyOf(results);
    }

    /** Reads one from its decoded fields. */
    public static ChangeReply read(Fields fields) {
        return new ChangeReply(fields.messages(1, ChangeResult::read));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.messages(1, results);
    }
}
