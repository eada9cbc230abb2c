package dev.stratavore.api.wire;

import java.util.List;

/**
 * What was removed.
 *
 * @param results one per runner that was named or idle
 */
public record PruneReply(List<String> pruned, List<ChangeResult> results) implements WireMessage {
    public PruneReply {
        pruned = List.copyOf(pruned);
        results = List.copyOf(results);
    }

    /** Reads one from its decoded fields. */
    public static PruneReply read(Fields fields) {
        return new PruneReply(fields.strings(1), fields.messages(2, ChangeResult::read));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.strings(1, pruned);
        out.messages(2, results);
    }
}
