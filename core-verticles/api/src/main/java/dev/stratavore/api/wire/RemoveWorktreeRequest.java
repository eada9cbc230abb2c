package dev.stratavore.api.wire;

/** Asks to remove the worktree of a runner that has ended. */
public record RemoveWorktreeRequest(
        String runner, String project, String saveAs, boolean force, boolean look, String commandId)
        implements WireMessage {
    /** Reads one from its decoded fields. */
    public static RemoveWorktreeRequest read(Fields fields) {
        return new RemoveWorktreeRequest(
                fields.string(1),
                fields.string(2),
                fields.string(3),
                fields.bool(4),
                fields.bool(5),
                fields.string(6));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, runner);
        out.string(2, project);
        out.string(3, saveAs);
        out.bool(4, force);
        out.bool(5, look);
        out.string(6, commandId);
    }
}
