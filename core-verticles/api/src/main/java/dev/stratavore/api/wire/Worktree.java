package dev.stratavore.api.wire;

import org.jspecify.annotations.Nullable;

/** A worktree and whose it is. */
public record Worktree(
        @Nullable Runner runner, String directory, String branch, String base, String teardown)
        implements WireMessage {
    /** Reads one from its decoded fields. */
    public static Worktree read(Fields fields) {
        return new Worktree(
                fields.message(1, Runner::read),
                fields.string(2),
                fields.string(3),
                fields.string(4),
                fields.string(5));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.message(1, runner);
        out.string(2, directory);
        out.string(3, branch);
        out.string(4, base);
        out.string(5, teardown);
    }
}
