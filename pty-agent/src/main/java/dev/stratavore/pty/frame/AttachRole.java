package dev.stratavore.pty.frame;

/** What an attached client may do. */
public enum AttachRole {
    /** Its input reaches the program and its size is the terminal's. */
    WRITER,
    /** It only looks: the host drops its input and its sizes. */
    READER;

    void write(PayloadWriter out) {
        out.u8(this == WRITER ? 0 : 1);
    }

    static AttachRole read(PayloadReader in) throws FrameException {
        return in.u8() == 0 ? WRITER : READER;
    }
}
