package dev.stratavore.pty.frame;

/**
 * Which process leads an attempt: its pid, its start in clock ticks since boot as /proc tells (the
 * two together are never used again), and the wall-clock milliseconds of the launch.
 */
public record ProcessIdentity(long pid, long startTicks, long startedMillis) {
    void write(PayloadWriter out) {
        out.i64(pid);
        out.i64(startTicks);
        out.i64(startedMillis);
    }

    static ProcessIdentity read(PayloadReader in) throws FrameException {
        return new ProcessIdentity(in.i64(), in.i64(), in.i64());
    }
}
