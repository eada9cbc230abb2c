package dev.stratavore.pty.frame;

/**
 * Where the process tree of a runner meets its limits.
 *
 * @param refusedProcesses how often the kernel has refused it another process or thread since its
 *     start
 * @param memoryKills how many of its processes the kernel has killed for want of memory
 * @param openFiles of that process of the tree which has the most
 * @param mostFiles how many that one may have; 0 if that is not known
 */
public record Strain(long refusedProcesses, long memoryKills, int openFiles, int mostFiles) {
    /** It meets none. */
    public static final Strain NONE = new Strain(0, 0, 0, 0);

    public Strain {
        if (refusedProcesses < 0 || memoryKills < 0 || openFiles < 0 || mostFiles < 0) {
            throw new IllegalArgumentException("nothing is counted negatively");
        }
    }

    void write(PayloadWriter out) {
        out.i64(refusedProcesses);
        out.i64(memoryKills);
        out.i32(openFiles);
        out.i32(mostFiles);
    }

    static Strain read(PayloadReader in) throws FrameException {
        return new Strain(in.i64(), in.i64(), in.i32(), in.i32());
    }
}
