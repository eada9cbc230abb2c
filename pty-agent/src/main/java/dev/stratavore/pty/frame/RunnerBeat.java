package dev.stratavore.pty.frame;

/**
 * One living attempt in a heartbeat.
 *
 * @param target the attempt
 * @param fence its fence
 * @param usage what its whole process tree uses
 * @param frozen whether it is frozen by request
 * @param attached how many clients are attached
 * @param outputEnd the offset after its last byte of output
 * @param held whether a control group holds it to its limits, where there are any
 */
public record RunnerBeat(
        RunnerRef target,
        long fence,
        Usage usage,
        boolean frozen,
        int attached,
        long outputEnd,
        boolean held) {

    /**
     * What a process tree uses.
     *
     * @param cpuMicros processor time of all its processes since its start, those included that
     *     have ended as far as somebody waited for them; never less than in the beat before
     * @param memoryBytes the control group's memory without the page cache that is not in use, or
     *     else the proportional set size of all processes
     * @param processes how many processes live
     * @param strain where it meets its limits
     */
    public record Usage(long cpuMicros, long memoryBytes, int processes, Strain strain) {
        /** Of a tree that was not looked at yet. */
        public static final Usage NONE = new Usage(0, 0, 0);

        public Usage {
            if (cpuMicros < 0 || memoryBytes < 0 || processes < 0) {
                throw new IllegalArgumentException("nothing is used negatively");
            }
        }

        /** Of a tree that meets no limit. */
        public Usage(long cpuMicros, long memoryBytes, int processes) {
            this(cpuMicros, memoryBytes, processes, Strain.NONE);
        }

        Usage with(Strain more) {
            return new Usage(cpuMicros, memoryBytes, processes, more);
        }
    }

    /** Of one that a control group holds. */
    public RunnerBeat(
            RunnerRef target,
            long fence,
            Usage usage,
            boolean frozen,
            int attached,
            long outputEnd) {
        this(target, fence, usage, frozen, attached, outputEnd, true);
    }

    /** Only what is not held says so, as peers of before held all. */
    void write(PayloadWriter out) {
        target.write(out);
        out.i64(fence);
        out.i64(usage.cpuMicros);
        out.i64(usage.memoryBytes);
        out.i32(usage.processes);
        out.bool(frozen);
        out.i32(attached);
        out.i64(outputEnd);
        usage.strain.write(out);
        if (!held) {
            out.bool(false);
        }
    }

    static RunnerBeat read(PayloadReader in) throws FrameException {
        RunnerRef target = RunnerRef.read(in);
        long fence = in.i64();
        Usage usage = new Usage(in.i64(), in.i64(), in.i32());
        boolean frozen = in.bool();
        int attached = in.i32();
        long outputEnd = in.i64();
        Strain strain = in.more() ? Strain.read(in) : Strain.NONE;
        boolean held = !in.more() || in.bool();
        return new RunnerBeat(target, fence, usage.with(strain), frozen, attached, outputEnd, held);
    }
}
