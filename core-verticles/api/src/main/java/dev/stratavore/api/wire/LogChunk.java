package dev.stratavore.api.wire;

/** A piece of the output of a runner. The array is not copied: its maker gives it away. */
public final class LogChunk implements WireMessage {
    private final byte[] data;

    public LogChunk(byte[] data) {
        this.data = data;
    }

    /** The bytes themselves. */
    public byte[] data() {
        return data;
    }

    /** Reads one from its decoded fields. */
    public static LogChunk read(Fields fields) {
        return new LogChunk(fields.bytes(1));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.bytes(1, data);
    }
}
