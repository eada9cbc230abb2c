package dev.stratavore.api.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was removed, or could be. */
public record RemoveWorktreeReply(@Nullable Worktree worktree, List<String> notes)
        implements WireMessage {
    public RemoveWorktreeReply {
        notes = List.copyOf(notes);
    }

    /** Reads one from its decoded fields. */
    public static RemoveWorktreeReply read(Fields fields) {
        return new RemoveWorktreeReply(fields.message(1, Worktree::read), fields.strings(2));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.message(1, worktree);
        out.strings(2, notes);
    }
}
