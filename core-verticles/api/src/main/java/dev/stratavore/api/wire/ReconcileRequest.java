package dev.stratavore.api.wire;

/** Asks to compare database and pty host now. */
public record ReconcileRequest() implements WireMessage {
    /** Reads one from its decoded fields. */
    public static ReconcileRequest read(Fields fields) {
        return new ReconcileRequest();
    }

    @Override
    public void writeTo(WireWriter out) {}
}
