package dev.stratavore.api.wire;

import java.util.List;

/** The worktrees, oldest first. */
public record ListWorktreesReply(List<Worktree> worktrees) implements WireMessage {
    public ListWorktreesReply {
        worktrees = List.copyOf(worktrees);
    }

    /** Reads one from its decoded fields. */
    public static ListWorktreesReply read(Fields fields) {
        return new ListWorktreesReply(fields.messages(1, Worktree::read));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.messages(1, worktrees);
    }
}
