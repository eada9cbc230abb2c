package dev.stratavore.pty.frame;

/** Frames that open, refuse and prove a connection, for clients and daemon alike. */
public sealed interface SessionFrame extends Frame {

    /**
     * A client's first frame. {@code term} is the terminal's TERM; {@code label} says in the
     * journal who attached.
     */
    record AttachHello(
            int version,
            RunnerRef target,
            TerminalSize size,
            AttachOptions options,
            String term,
            String label)
            implements SessionFrame {
        @Override
        public int type() {
            return FrameType.ATTACH_HELLO;
        }

        @Override
        public void write(PayloadWriter out) {
            out.u16(version);
            target.write(out);
            size.write(out);
            options.write(out);
            out.string(term);
            out.string(label);
        }

        static AttachHello read(PayloadReader in) throws FrameException {
            return new AttachHello(
                    in.u16(),
                    RunnerRef.read(in),
                    TerminalSize.read(in),
                    AttachOptions.read(in),
                    in.string(),
                    in.string());
        }
    }

    /**
     * The host's answer to an accepted {@link AttachHello}: the attempt, the pty's size, and at
     * most one line to show the user, empty for none.
     */
    record AttachWelcome(
            int version,
            HostIdentity host,
            RunnerRef target,
            AttachRole role,
            TerminalSize size,
            String notice)
            implements SessionFrame {
        @Override
        public int type() {
            return FrameType.ATTACH_WELCOME;
        }

        @Override
        public void write(PayloadWriter out) {
            out.u16(version);
            host.write(out);
            target.write(out);
            role.write(out);
            size.write(out);
            out.string(notice);
        }

        static AttachWelcome read(PayloadReader in) throws FrameException {
            return new AttachWelcome(
                    in.u16(),
                    HostIdentity.read(in),
                    RunnerRef.read(in),
                    AttachRole.read(in),
                    TerminalSize.read(in),
                    in.string());
        }
    }

    /**
     * The daemon's first frame, and that of any other client that wants to command rather than to
     * attach.
     */
    record ControlHello(int version, String label) implements SessionFrame {
        @Override
        public int type() {
            return FrameType.CONTROL_HELLO;
        }

        @Override
        public void write(PayloadWriter out) {
            out.u16(version);
            out.string(label);
        }

        static ControlHello read(PayloadReader in) throws FrameException {
            return new ControlHello(in.u16(), in.string());
        }
    }

    /** The host's answer to an accepted {@link ControlHello}. */
    record ControlWelcome(int version, HostIdentity host) implements SessionFrame {
        @Override
        public int type() {
            return FrameType.CONTROL_WELCOME;
        }

        @Override
        public void write(PayloadWriter out) {
            out.u16(version);
            host.write(out);
        }

        static ControlWelcome read(PayloadReader in) throws FrameException {
            return new ControlWelcome(in.u16(), HostIdentity.read(in));
        }
    }

    /** The host hangs up and says why: a word of {@link Refusal} and a line for people. */
    record Refused(String word, String text) implements SessionFrame {
        @Override
        public int type() {
            return FrameType.REFUSED;
        }

        @Override
        public void write(PayloadWriter out) {
            out.string(word);
            out.string(text);
        }

        static Refused read(PayloadReader in) throws FrameException {
            return new Refused(in.string(), in.string());
        }
    }

    /**
     * Answered by the host with the same nonce, in order with what it sends; valid on every
     * connection.
     */
    record Ping(long nonce) implements SessionFrame {
        @Override
        public int type() {
            return FrameType.PING;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i64(nonce);
        }

        static Ping read(PayloadReader in) throws FrameException {
            return new Ping(in.i64());
        }
    }
}
