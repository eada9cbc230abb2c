package dev.stratavore.api.wire;

/** One variable of an environment. */
public record EnvVar(String name, String value) implements WireMessage {
    /** Reads one from its decoded fields. */
    public static EnvVar read(Fields fields) {
        return new EnvVar(fields.string(1), fields.string(2));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, name);
        out.string(2, value);
    }
}
