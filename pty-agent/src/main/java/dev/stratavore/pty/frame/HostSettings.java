package dev.stratavore.pty.frame;

/**
 * What the daemon may set in the host: bytes of output kept on disk per runner, bytes of its tail
 * kept in memory, for how long a writer's slow terminal may hold its program back, in milliseconds,
 * and whether runners get control groups where the host can make them.
 */
public record HostSettings(
        long outputLimitBytes, int ringBytes, int writerHoldMillis, boolean cgroups) {
    /** What holds until the daemon says otherwise. */
    public static final HostSettings DEFAULTS = new HostSettings(64L << 20, 512 << 10, 1_000);

    private static final String AUTO = "auto";
    private static final String OFF = "off";
    private static final int MIN_RING = 64 << 10;
    private static final int MAX_RING = 16 << 20;
    private static final int MAX_HOLD = 60_000;

    public HostSettings {
        if (outputLimitBytes < 0) {
            throw new IllegalArgumentException("the output limit is not negative");
        }
        if (ringBytes < MIN_RING || ringBytes > MAX_RING) {
            throw new IllegalArgumentException("the ring holds 64 KiB to 16 MiB");
        }
        if (writerHoldMillis < 0 || writerHoldMillis > MAX_HOLD) {
            throw new IllegalArgumentException("a writer holds its program for at most a minute");
        }
    }

    /** Settings with control groups wherever they can be made. */
    public HostSettings(long outputLimitBytes, int ringBytes, int writerHoldMillis) {
        this(outputLimitBytes, ringBytes, writerHoldMillis, true);
    }

    void write(PayloadWriter out) {
        out.i64(outputLimitBytes);
        out.i32(ringBytes);
        out.i32(writerHoldMillis);
        out.string(cgroups ? AUTO : OFF);
    }

    static HostSettings read(PayloadReader in) throws FrameException {
        return new HostSettings(
                in.i64(), in.i32(), in.i32(), !in.more() || !in.string().equals(OFF));
    }
}
