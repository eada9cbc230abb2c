package dev.stratavore.api.wire;

/** Asks for the screen of a runner as text. */
public record ScreenRequest(String runner, boolean ansi) implements WireMessage {
    /** Reads one from its decoded fields. */
    public static ScreenRequest read(Fields fields) {
        return new ScreenRequest(fields.string(1), fields.bool(2));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, runner);
        out.bool(2, ansi);
    }
}
