package dev.stratavore.api.wire;

/** A runner that ended while no daemon ran. */
public record Ended(String runner, String end, String lastLine) implements WireMessage {
    /** Reads one from its decoded fields. */
    public static Ended read(Fields fields) {
        return new Ended(fields.string(1), fields.string(2), fields.string(3));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, runner);
        out.string(2, end);
        out.string(3, lastLine);
    }
}
