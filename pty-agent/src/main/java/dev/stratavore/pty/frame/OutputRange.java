package dev.stratavore.pty.frame;

/**
 * Which output is wanted: from an offset (negative: that many bytes before the end), not older than
 * a wall-clock time in milliseconds (0 for any), at most {@code maxBytes} of what is there (0 for
 * all).
 */
public record OutputRange(long fromOffset, long sinceMillis, long maxBytes) {
    public OutputRange {
        if (sinceMillis < 0 || maxBytes < 0) {
            throw new IllegalArgumentException("a range has no negative bounds");
        }
    }

    /** Everything that is kept. */
    public static OutputRange all() {
        return new OutputRange(0, 0, 0);
    }

    void write(PayloadWriter out) {
        out.i64(fromOffset);
        out.i64(sinceMillis);
        out.i64(maxBytes);
    }

    static OutputRange read(PayloadReader in) throws FrameException {
        return new OutputRange(in.i64(), in.i64(), in.i64());
    }
}
