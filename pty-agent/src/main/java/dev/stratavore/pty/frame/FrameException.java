package dev.stratavore.pty.frame;

/** The peer broke the protocol; the connection is of no further use. */
public final class FrameException extends Exception {
    public FrameException(String message) {
        super(message);
    }
}
