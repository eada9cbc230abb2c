package dev.stratavore.api.wire;

/** The screen of a runner as text. */
public record ScreenReply(String text) implements WireMessage {
    /** Reads one from its decoded fields. */
    public static ScreenReply read(Fields fields) {
        return new ScreenReply(fields.string(1));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, text);
    }
}
