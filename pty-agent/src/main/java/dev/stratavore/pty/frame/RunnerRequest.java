package dev.stratavore.pty.frame;

/**
 * What is asked about one runner; a fence that is not the attempt's is refused. {@link Stop} keeps
 * its form in all versions.
 */
public sealed interface RunnerRequest extends ControlRequest {

    /**
     * Starts an attempt, once: asked again with the same runner and attempt, the host answers with
     * the first start. Answered by {@code Started} or {@code Failed}.
     */
    record Launch(
            int request,
            RunnerRef target,
            long fence,
            Program program,
            TerminalSize size,
            LaunchTerms terms)
            implements RunnerRequest {
        public Launch {
            if (target.attempt() < 1 || size.isNone()) {
                throw new IllegalArgumentException("a launch names its attempt and size");
            }
        }

        /** A launch without limits that keeps nothing for a restart. */
        public Launch(
                int request, RunnerRef target, long fence, Program program, TerminalSize size) {
            this(request, target, fence, program, size, LaunchTerms.NONE);
        }

        @Override
        public int type() {
            return FrameType.LAUNCH;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            target.write(out);
            out.i64(fence);
            program.write(out);
            size.write(out);
            terms.write(out);
        }

        static Launch read(PayloadReader in) throws FrameException {
            return new Launch(
                    in.i32(),
                    RunnerRef.read(in),
                    in.i64(),
                    Program.read(in),
                    TerminalSize.read(in),
                    LaunchTerms.read(in));
        }
    }

    /** Sends a signal by number. Answered by {@code Done} with how many processes got it. */
    record Signal(int request, RunnerRef target, long fence, int number, SignalTarget to)
            implements RunnerRequest {
        public Signal {
            if (number < 1 || number > 64) {
                throw new IllegalArgumentException("a signal is 1 to 64");
            }
        }

        @Override
        public int type() {
            return FrameType.SIGNAL;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            target.write(out);
            out.i64(fence);
            out.u8(number);
            out.u8(to.wire());
        }

        static Signal read(PayloadReader in) throws FrameException {
            return new Signal(
                    in.i32(), RunnerRef.read(in), in.i64(), in.u8(), SignalTarget.of(in.u8()));
        }
    }

    /**
     * Ends an attempt and everything it started: politely, after {@code graceMillis} or at once
     * with {@code force} by SIGKILL. Answered by {@code Stopped} when nothing is left; a second
     * stop joins the first.
     */
    record Stop(int request, RunnerRef target, long fence, int graceMillis, boolean force)
            implements RunnerRequest {
        public Stop {
            if (graceMillis < 0) {
                throw new IllegalArgumentException("a grace is not negative");
            }
        }

        @Override
        public int type() {
            return FrameType.STOP;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            target.write(out);
            out.i64(fence);
            out.i32(graceMillis);
            out.bool(force);
        }

        static Stop read(PayloadReader in) throws FrameException {
            return new Stop(in.i32(), RunnerRef.read(in), in.i64(), in.i32(), in.bool());
        }
    }

    /**
     * The screen as it is, or was at the end, as plain text or with colours. Answered by {@code
     * Chunk}s of UTF-8.
     */
    record Screen(int request, RunnerRef target, boolean ansi) implements RunnerRequest {
        @Override
        public int type() {
            return FrameType.SCREEN;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            target.write(out);
            out.bool(ansi);
        }

        static Screen read(PayloadReader in) throws FrameException {
            return new Screen(in.i32(), RunnerRef.read(in), in.bool());
        }
    }

    /**
     * Kept output from an offset on; a negative {@code fromOffset} counts back from the end, {@code
     * sinceMillis} above 0 (wall clock) moves the start forward to what was written since. {@code
     * follow} goes on until the program ends. Answered by {@code Chunk}s, whose offsets jump where
     * output is no longer kept.
     */
    record Output(int request, RunnerRef target, OutputRange range, boolean follow)
            implements RunnerRequest {
        @Override
        public int type() {
            return FrameType.OUTPUT;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            target.write(out);
            range.write(out);
            out.bool(follow);
        }

        static Output read(PayloadReader in) throws FrameException {
            return new Output(in.i32(), RunnerRef.read(in), OutputRange.read(in), in.bool());
        }
    }

    /** Detaches every client of a runner. Answered by {@code Done} with their number. */
    record DetachAll(int request, RunnerRef target) implements RunnerRequest {
        @Override
        public int type() {
            return FrameType.DETACH_ALL;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            target.write(out);
        }

        static DetachAll read(PayloadReader in) throws FrameException {
            return new DetachAll(in.i32(), RunnerRef.read(in));
        }
    }

    /**
     * Deletes what is kept of an ended attempt, or of all of a runner's (attempt 0). Answered by
     * {@code Done}.
     */
    record Forget(int request, RunnerRef target) implements RunnerRequest {
        @Override
        public int type() {
            return FrameType.FORGET;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            target.write(out);
        }

        static Forget read(PayloadReader in) throws FrameException {
            return new Forget(in.i32(), RunnerRef.read(in));
        }
    }

    /**
     * Freezes an attempt's whole process tree, or lets it go on; again is no error. Terminal and
     * clients are served meanwhile, and a stop lets it go on first. Answered by {@code Done} with
     * how many processes there are.
     */
    record Freeze(int request, RunnerRef target, long fence, boolean frozen)
            implements RunnerRequest {
        @Override
        public int type() {
            return FrameType.FREEZE;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            target.write(out);
            out.i64(fence);
            out.bool(frozen);
        }

        static Freeze read(PayloadReader in) throws FrameException {
            return new Freeze(in.i32(), RunnerRef.read(in), in.i64(), in.bool());
        }
    }
}
