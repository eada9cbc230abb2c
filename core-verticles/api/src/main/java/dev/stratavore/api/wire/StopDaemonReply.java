package dev.stratavore.api.wire;

/** The process that goes down. */
public record StopDaemonReply(long pid) implements WireMessage {
    /** Reads one from its decoded fields. */
    public static StopDaemonReply read(Fields fields) {
        return new StopDaemonReply(fields.int64(1));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.int64(1, pid);
    }
}
