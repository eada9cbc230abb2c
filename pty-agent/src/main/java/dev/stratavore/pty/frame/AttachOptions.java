package dev.stratavore.pty.frame;

/**
 * How a client wants to attach: only to look, to take the terminal over, with how many lines of
 * scrollback first, and from which output offset it already has everything ({@link #AFRESH} for
 * none).
 */
public record AttachOptions(boolean readOnly, boolean steal, int historyLines, long fromOffset) {
    /** The client has seen nothing yet. */
    public static final long AFRESH = -1;

    private static final int READ_ONLY = 1;
    private static final int STEAL = 2;

    public AttachOptions {
        if (historyLines < 0 || fromOffset < AFRESH) {
            throw new IllegalArgumentException("history and offset are not negative");
        }
        if (readOnly && steal) {
            throw new IllegalArgumentException("who only looks takes nothing over");
        }
    }

    void write(PayloadWriter out) {
        out.u8((readOnly ? READ_ONLY : 0) | (steal ? STEAL : 0));
        out.i32(historyLines);
        out.i64(fromOffset);
    }

    static AttachOptions read(PayloadReader in) throws FrameException {
        int flags = in.u8();
        return new AttachOptions(
                (flags & READ_ONLY) != 0, (flags & STEAL) != 0, in.i32(), in.i64());
    }
}
