package dev.stratavore.api.wire;

/** Asks the daemon to go down. */
public record StopDaemonRequest(String commandId, boolean all) implements WireMessage {
    /** Reads one from its decoded fields. */
    public static StopDaemonRequest read(Fields fields) {
        return new StopDaemonRequest(fields.string(1), fields.bool(2));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, commandId);
        out.bool(2, all);
    }
}
