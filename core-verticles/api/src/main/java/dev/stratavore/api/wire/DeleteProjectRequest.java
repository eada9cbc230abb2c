package dev.stratavore.api.wire;

/** Asks for the end of a project, not of its history. */
public record DeleteProjectRequest(String commandId, String name) implements WireMessage {
    /** Reads one from its decoded fields. */
    public static DeleteProjectRequest read(Fields fields) {
        return new DeleteProjectRequest(fields.string(1), fields.string(2));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, commandId);
        out.string(2, name);
    }
}
