package dev.stratavore.pty.frame;

/** What is asked of the host as a whole. {@link List} keeps its form in all versions. */
public sealed interface HostRequest extends ControlRequest {

    /**
     * Settings from now on, kept over restarts. Answered by {@code Done} whose count is the number
     * of the {@link CgroupKind} that runners launched from now on get.
     */
    record Config(int request, HostSettings settings) implements HostRequest {
        @Override
        public int type() {
            return FrameType.CONFIG;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            settings.write(out);
        }

        static Config read(PayloadReader in) throws FrameException {
            return new Config(in.i32(), HostSettings.read(in));
        }
    }

    /** Answered by {@code Listing}s: every attempt that lives or whose end is not acknowledged. */
    record List(int request) implements HostRequest {
        @Override
        public int type() {
            return FrameType.LIST;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
        }

        static List read(PayloadReader in) throws FrameException {
            return new List(in.i32());
        }
    }

    /**
     * Journal entries from a sequence on, those to come included, until the connection closes.
     * Answered by {@code Done}, then {@code JournalEntry}s.
     */
    record Journal(int request, long fromSequence) implements HostRequest {
        @Override
        public int type() {
            return FrameType.JOURNAL;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            out.i64(fromSequence);
        }

        static Journal read(PayloadReader in) throws FrameException {
            return new Journal(in.i32(), in.i64());
        }
    }

    /**
     * The daemon has made everything up to the sequence its own; the host may forget it. Answered
     * by {@code Done}.
     */
    record Ack(int request, long sequence) implements HostRequest {
        @Override
        public int type() {
            return FrameType.ACK;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            out.i64(sequence);
        }

        static Ack read(PayloadReader in) throws FrameException {
            return new Ack(in.i32(), in.i64());
        }
    }

    /**
     * Ends the host; refused while runners live unless forced, which stops them without grace.
     * Answered by {@code Done} before the connection closes.
     */
    record Shutdown(int request, boolean force) implements HostRequest {
        @Override
        public int type() {
            return FrameType.SHUTDOWN;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            out.bool(force);
        }

        static Shutdown read(PayloadReader in) throws FrameException {
            return new Shutdown(in.i32(), in.bool());
        }
    }

    /**
     * A heartbeat of all living attempts from now on, the first at once, until the connection
     * closes; a later request of the same connection takes the place of this one. Answered by
     * {@code ControlReply.Beat}s.
     */
    record Beat(int request, int intervalMillis) implements HostRequest {
        /** The shortest interval. */
        public static final int MIN_INTERVAL = 50;

        private static final int MAX_INTERVAL = 3_600_000;

        public Beat {
            if (intervalMillis < MIN_INTERVAL || intervalMillis > MAX_INTERVAL) {
                throw new IllegalArgumentException("a beat's interval is 50 ms to an hour");
            }
        }

        @Override
        public int type() {
            return FrameType.BEAT_REQUEST;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            out.i32(intervalMillis);
        }

        static Beat read(PayloadReader in) throws FrameException {
            return new Beat(in.i32(), in.i32());
        }
    }

    /**
     * Changes what a group of runners may use, for those that live as for those to come: bytes of
     * memory and percent of one core, 0 for no limit. Answered by {@code Done}, with 1 if the
     * kernel enforces it and 0 if there is no control group of the name.
     */
    record Limits(int request, String group, long memoryBytes, int cpuPercent)
            implements HostRequest {
        public Limits {
            if (!dev.stratavore.pty.frame.Limits.isGroup(group)) {
                throw new IllegalArgumentException("not a group's name");
            }
            if (memoryBytes < 0 || cpuPercent < 0) {
                throw new IllegalArgumentException("a limit is not negative");
            }
        }

        @Override
        public int type() {
            return FrameType.LIMITS;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            out.string(group);
            out.i64(memoryBytes);
            out.i32(cpuPercent);
        }

        static Limits read(PayloadReader in) throws FrameException {
            return new Limits(in.i32(), in.string(), in.i64(), in.i32());
        }
    }
}
