package dev.stratavore.api.wire;

/** What the process tree of a runner uses; the processor in percent of one core. */
public record Usage(double cpuPercent, long memoryBytes, int processes, int attached)
        implements WireMessage {
    /** Reads one from its decoded fields. */
    public static Usage read(Fields fields) {
        return new Usage(fields.float64(1), fields.int64(2), fields.int32(3), fields.int32(4));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.float64(1, cpuPercent);
        out.int64(2, memoryBytes);
        out.int32(3, processes);
        out.int32(4, attached);
    }
}
