package dev.stratavore.api.wire;

/** Asks to end the attachments of a runner. */
public record DetachRequest(String runner) implements WireMessage {
    /** Reads one from its decoded fields. */
    public static DetachRequest read(Fields fields) {
        return new DetachRequest(fields.string(1));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, runner);
    }
}
