package dev.stratavore.pty.frame;

/** What is asked of the host as a whole. {@link List} keeps its form in all versions. */
public sealed interface HostRequest extends ControlRequest {

    /** Settings from now on, kept over restarts. Answered by {@code Done}. */
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
}
