package dev.stratavore.api.wire;

/** Asks for one project by its name. */
public record GetProjectRequest(String name) implements WireMessage {
    /** Reads one from its decoded fields. */
    public static GetProjectRequest read(Fields fields) {
        return new GetProjectRequest(fields.string(1));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, name);
    }
}
