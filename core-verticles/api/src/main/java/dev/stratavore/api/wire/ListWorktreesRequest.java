package dev.stratavore.api.wire;

/** Asks for the worktrees of one project, or of all. */
public record ListWorktreesRequest(String project) implements WireMessage {
    /** Reads one from its decoded fields. */
    public static ListWorktreesRequest read(Fields fields) {
        return new ListWorktreesRequest(fields.string(1));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, project);
    }
}
