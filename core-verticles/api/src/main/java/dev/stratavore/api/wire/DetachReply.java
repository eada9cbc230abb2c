package dev.stratavore.api.wire;

/** How many attachments were ended. */
public record DetachReply(int detached) implements WireMessage {
    /** Reads one from its decoded fields. */
    public static DetachReply read(Fields fields) {
        return new DetachReply(fields.int32(1));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.int32(1, detached);
    }
}
