package dev.stratavore.api.wire;

/** A piece of the output of a runner. The array is not copied: its maker gives it away. */
public final class LogChunk implements WireMessage {
    private final byte[] data;
    private final long missing;

    /**
     * A piece.
     *
     * @param missing bytes that the program wrote before it and that are not kept
     */
    public LogChunk(byte[] data, long missing) {
        this.data = data;
        this.missing = missing;
    }

    /** The bytes themselves. */
    public byte[] data() {
        return data;
    }

    /** How many bytes that the program wrote before these are not kept. */
    public long missing() {
        return missing;
    }

    /** Reads one from its decoded fields. */
    public static LogChunk read(Fields fields) {
        return new LogChunk(fields.bytes(1), fields.int64(2));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.bytes(1, data);
        out.int64(2, missing);
    }
}
