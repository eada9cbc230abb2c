package dev.stratavore.pty.host;

/** An answer in several parts, each sent when the peer has taken the one before. */
interface ReplyStream {
    /** Sends the next part if there is one now; whether it did. */
    boolean sendNext();

    /** Whether all was sent. */
    boolean finished();

    /** The peer is gone. */
    void abandon();
}
