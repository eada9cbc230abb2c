package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.Frame;

/** What a connection is for, once that is known; on the event loop's thread. */
interface FrameHandler {
    /** A frame has arrived. */
    void frame(Frame frame);

    /** Everything handed to the connection was sent. */
    void drained();

    /** The connection is gone; the last call. */
    void closed();
}
