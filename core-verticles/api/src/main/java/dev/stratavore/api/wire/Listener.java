package dev.stratavore.api.wire;

/** An address the daemon listens on, or why it does not. */
public record Listener(String name, String address, String state) implements WireMessage {
    /** Reads one from its decoded fields. */
    public static Listener read(Fields fields) {
        return new Listener(fields.string(1), fields.string(2), fields.string(3));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, name);
        out.string(2, address);
        out.string(3, state);
    }
}
