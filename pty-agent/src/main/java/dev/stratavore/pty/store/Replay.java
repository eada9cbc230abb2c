package dev.stratavore.pty.store;

import dev.stratavore.pty.frame.TerminalSize;

/** Is shown kept output again, as the terminal saw it. */
public interface Replay {
    /** A terminal of this size, brought into a state by the picture's bytes. */
    void start(TerminalSize size, byte[] picture);

    /** The size changes. */
    void resize(TerminalSize size);

    /** Output. */
    void output(byte[] bytes);
}
