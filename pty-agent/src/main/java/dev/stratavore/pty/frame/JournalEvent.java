package dev.stratavore.pty.frame;

/**
 * What a journal entry tells of an attempt. On the wire: kind (u8), then the kind's fields, as one
 * byte field.
 */
public sealed interface JournalEvent {
    /** The number of the kind on the wire and on disk. */
    int kind();

    /** Appends the kind's fields. */
    void write(PayloadWriter out);

    /** The program runs. */
    record Started(ProcessIdentity process) implements JournalEvent {
        @Override
        public int kind() {
            return 1;
        }

        @Override
        public void write(PayloadWriter out) {
            process.write(out);
        }
    }

    /** The program has ended after writing {@code outputEnd} bytes, for a cause if one is known. */
    record Exited(ExitStatus status, long outputEnd, ExitCause cause) implements JournalEvent {
        /** An end of which nothing is known but how. */
        public Exited(ExitStatus status, long outputEnd) {
            this(status, outputEnd, ExitCause.UNKNOWN);
        }

        @Override
        public int kind() {
            return 2;
        }

        @Override
        public void write(PayloadWriter out) {
            out.exit(status);
            out.i64(outputEnd);
            out.u8(cause.wire());
        }
    }

    /** A client attached; {@code label} is what it calls itself. */
    record Attached(AttachRole role, String label) implements JournalEvent {
        @Override
        public int kind() {
            return 3;
        }

        @Override
        public void write(PayloadWriter out) {
            role.write(out);
            out.string(label);
        }
    }

    /** A client left. */
    record Detached(String label) implements JournalEvent {
        @Override
        public int kind() {
            return 4;
        }

        @Override
        public void write(PayloadWriter out) {
            out.string(label);
        }
    }

    /** Another client writes now; an empty label for nobody. */
    record WriterChanged(String label) implements JournalEvent {
        @Override
        public int kind() {
            return 5;
        }

        @Override
        public void write(PayloadWriter out) {
            out.string(label);
        }
    }

    /** Output between the offsets could not be kept. */
    record Gap(long from, long to, String reason) implements JournalEvent {
        @Override
        public int kind() {
            return 6;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i64(from);
            out.i64(to);
            out.string(reason);
        }
    }

    /** Something that a newer host knows. */
    record Unknown(int kind) implements JournalEvent {
        @Override
        public void write(PayloadWriter out) {
            throw new IllegalStateException("an unknown event is never written");
        }
    }

    /** Reads the fields of a kind. */
    static JournalEvent read(int kind, byte[] fields) throws FrameException {
        PayloadReader in = new PayloadReader(fields, 0, fields.length);
        return switch (kind) {
            case 1 -> new Started(ProcessIdentity.read(in));
            case 2 ->
                    new Exited(
                            in.exit(),
                            in.i64(),
                            in.more() ? ExitCause.of(in.u8()) : ExitCause.UNKNOWN);
            case 3 -> new Attached(AttachRole.read(in), in.string());
            case 4 -> new Detached(in.string());
            case 5 -> new WriterChanged(in.string());
            case 6 -> new Gap(in.i64(), in.i64(), in.string());
            default -> new Unknown(kind);
        };
    }
}
