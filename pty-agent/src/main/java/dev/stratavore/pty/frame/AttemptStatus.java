package dev.stratavore.pty.frame;

import org.jspecify.annotations.Nullable;

/**
 * What the host knows of one attempt; {@code end} is null while it lives, and until the disk has
 * its end. The output from {@code keptFrom} to {@code end} can be read; {@code presence} is what
 * changes while it runs.
 */
public record AttemptStatus(
        RunnerRef target,
        long fence,
        ProcessIdentity process,
        @Nullable End end,
        OutputSpan output,
        Presence presence) {

    /**
     * How an attempt is at the moment: how many clients are attached, whether it is frozen by
     * request, and which kind of control group holds it.
     */
    public record Presence(int attached, boolean frozen, CgroupKind cgroup) {
        /** Nothing runs. */
        public static final Presence NONE = new Presence(0, false, CgroupKind.NONE);
    }

    /** How an attempt ended, and for which cause if one is known. */
    public record End(ExitStatus exit, ExitCause cause) {}

    /** The offsets of kept output. */
    public record OutputSpan(long keptFrom, long end) {
        public OutputSpan {
            if (keptFrom < 0 || end < keptFrom) {
                throw new IllegalArgumentException("a span does not end before it starts");
            }
        }
    }

    /** Whether the program runs. */
    public boolean alive() {
        return end == null;
    }

    /** How it ended, or null while it lives. */
    public @Nullable ExitStatus exit() {
        return end == null ? null : end.exit;
    }

    /** What is known of its end beside how it was. */
    public ExitCause cause() {
        return end == null ? ExitCause.UNKNOWN : end.cause;
    }

    /** How many clients are attached. */
    public int attached() {
        return presence.attached;
    }

    /** Whether the whole tree is frozen by request. */
    public boolean frozen() {
        return presence.frozen;
    }

    void write(PayloadWriter out) {
        target.write(out);
        out.i64(fence);
        process.write(out);
        out.bool(end == null);
        out.exit(end == null ? new ExitStatus.Lost() : end.exit);
        out.i64(output.keptFrom);
        out.i64(output.end);
        out.i32(presence.attached);
        out.bool(presence.frozen);
        out.string(presence.cgroup.word());
        out.u8(cause().wire());
    }

    static AttemptStatus read(PayloadReader in) throws FrameException {
        RunnerRef target = RunnerRef.read(in);
        long fence = in.i64();
        ProcessIdentity process = ProcessIdentity.read(in);
        boolean alive = in.bool();
        ExitStatus exit = in.exit();
        OutputSpan output = new OutputSpan(in.i64(), in.i64());
        int attached = in.i32();
        boolean frozen = in.more() && in.bool();
        CgroupKind cgroup = in.more() ? CgroupKind.of(in.string()) : CgroupKind.NONE;
        ExitCause cause = in.more() ? ExitCause.of(in.u8()) : ExitCause.UNKNOWN;
        return new AttemptStatus(
                target,
                fence,
                process,
                alive ? null : new End(exit, cause),
                output,
                new Presence(attached, frozen, cgroup));
    }
}
