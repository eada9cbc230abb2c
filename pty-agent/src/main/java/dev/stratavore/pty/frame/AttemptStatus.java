package dev.stratavore.pty.frame;

import org.jspecify.annotations.Nullable;

/**
 * What the host knows of one attempt; {@code exit} is null while it lives. The output from {@code
 * keptFrom} to {@code end} can be read.
 */
public record AttemptStatus(
        RunnerRef target,
        long fence,
        ProcessIdentity process,
        @Nullable ExitStatus exit,
        OutputSpan output,
        int attached) {

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
        return exit == null;
    }

    void write(PayloadWriter out) {
        target.write(out);
        out.i64(fence);
        process.write(out);
        out.bool(exit == null);
        out.exit(exit == null ? new ExitStatus.Lost() : exit);
        out.i64(output.keptFrom);
        out.i64(output.end);
        out.i32(attached);
    }

    static AttemptStatus read(PayloadReader in) throws FrameException {
        RunnerRef target = RunnerRef.read(in);
        long fence = in.i64();
        ProcessIdentity process = ProcessIdentity.read(in);
        boolean alive = in.bool();
        ExitStatus exit = in.exit();
        OutputSpan output = new OutputSpan(in.i64(), in.i64());
        return new AttemptStatus(target, fence, process, alive ? null : exit, output, in.i32());
    }
}
