package dev.stratavore.api.wire;

/** Asks for one runner by id, prefix or name. */
public record GetRunnerRequest(String runner, String project) implements WireMessage {
    /** Reads one from its decoded fields. */
    public static GetRunnerRequest read(Fields fields) {
        return new GetRunnerRequest(fields.string(1), fields.string(2));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, runner);
        out.string(2, project);
    }
}
