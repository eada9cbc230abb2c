package dev.stratavore.pty.frame;

/**
 * Frames of an attached terminal. Offsets count the runner's output bytes from the start of the
 * attempt.
 */
@SuppressWarnings("ArrayRecordComponent") // terminal bytes are handed over without a copy
public sealed interface AttachFrame extends Frame {

    /**
     * Bytes that bring a terminal to the state it has at {@code offset}. A big one comes in several
     * frames of one offset; output goes on from there after the {@code last}.
     */
    record Snapshot(long offset, boolean last, byte[] bytes) implements AttachFrame {
        @Override
        public int type() {
            return FrameType.SNAPSHOT;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i64(offset);
            out.bool(last);
            out.rest(bytes);
        }

        static Snapshot read(PayloadReader in) throws FrameException {
            return new Snapshot(in.i64(), in.bool(), in.rest());
        }
    }

    /** Output of the program; its offset is where the frame before it ended. */
    record Out(byte[] bytes) implements AttachFrame {
        @Override
        public int type() {
            return FrameType.OUT;
        }

        @Override
        public void write(PayloadWriter out) {
            out.rest(bytes);
        }

        static Out read(PayloadReader in) {
            return new Out(in.rest());
        }
    }

    /** What the user typed; dropped by the host unless it comes from the writer. */
    record In(byte[] bytes) implements AttachFrame {
        @Override
        public int type() {
            return FrameType.IN;
        }

        @Override
        public void write(PayloadWriter out) {
            out.rest(bytes);
        }

        static In read(PayloadReader in) {
            return new In(in.rest());
        }
    }

    /**
     * The client's terminal changed its size; dropped by the host unless it comes from the writer.
     */
    record Resize(TerminalSize size) implements AttachFrame {
        public Resize {
            if (size.isNone()) {
                throw new IllegalArgumentException("a resize has a size");
            }
        }

        @Override
        public int type() {
            return FrameType.RESIZE;
        }

        @Override
        public void write(PayloadWriter out) {
            size.write(out);
        }

        static Resize read(PayloadReader in) throws FrameException {
            return new Resize(TerminalSize.read(in));
        }
    }

    /**
     * The program has ended; everything it wrote was sent before. The host closes the connection.
     */
    record Exit(ExitStatus status) implements AttachFrame {
        @Override
        public int type() {
            return FrameType.EXIT;
        }

        @Override
        public void write(PayloadWriter out) {
            out.exit(status);
        }

        static Exit read(PayloadReader in) throws FrameException {
            return new Exit(in.exit());
        }
    }

    /** The host ends the attachment and says why, or the client leaves; the program goes on. */
    record Detach(String reason) implements AttachFrame {
        @Override
        public int type() {
            return FrameType.DETACH;
        }

        @Override
        public void write(PayloadWriter out) {
            out.string(reason);
        }

        static Detach read(PayloadReader in) throws FrameException {
            return new Detach(in.string());
        }
    }

    /**
     * The client was too slow: it misses the output between the offsets. A {@link Snapshot} at
     * {@code to} follows.
     */
    record Lag(long from, long to) implements AttachFrame {
        @Override
        public int type() {
            return FrameType.LAG;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i64(from);
            out.i64(to);
        }

        static Lag read(PayloadReader in) throws FrameException {
            return new Lag(in.i64(), in.i64());
        }
    }

    /**
     * The client's role changed, or there is something to tell outside the stream; empty text for
     * nothing to say.
     */
    record Notice(AttachRole role, String text) implements AttachFrame {
        @Override
        public int type() {
            return FrameType.NOTICE;
        }

        @Override
        public void write(PayloadWriter out) {
            role.write(out);
            out.string(text);
        }

        static Notice read(PayloadReader in) throws FrameException {
            return new Notice(AttachRole.read(in), in.string());
        }
    }
}
