package dev.stratavore.api.wire;

/** Asks for a git worktree for each runner, with commands to run in it. */
public record WorktreeWish(String setup, String teardown) implements WireMessage {
    /** Reads one from its decoded fields. */
    public static WorktreeWish read(Fields fields) {
        return new WorktreeWish(fields.string(1), fields.string(2));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, setup);
        out.string(2, teardown);
    }
}
