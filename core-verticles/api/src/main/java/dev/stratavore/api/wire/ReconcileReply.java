package dev.stratavore.api.wire;

import java.util.List;

/** What the comparison changed, one line each. */
public record ReconcileReply(List<String> changes) implements WireMessage {
    public ReconcileReply {
        changes = List.copyOf(changes);
    }

    /** Reads one from its decoded fields. */
    public static ReconcileReply read(Fields fields) {
        return new ReconcileReply(fields.strings(1));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.strings(1, changes);
    }
}
