package dev.stratavore.pty.engine;

import dev.stratavore.pty.frame.ExitStatus;

/** Is told what happens on a terminal, on the event loop's thread. */
public interface PtyListener {
    /** Output of the program; the array is the engine's and may be reused after the call. */
    void output(byte[] bytes, int length);

    /** There is room for input again, after a write that was not taken whole. */
    void inputDrained();

    /** The leader has ended and all its output was delivered; the last call. */
    void exited(ExitStatus status);
}
