package dev.stratavore.pty.engine;

import dev.stratavore.pty.frame.TerminalSize;

/**
 * A running program's terminal. All methods are for the event loop's thread and none blocks; the
 * calls to its listener come on the same thread.
 */
public interface Pty {
    /** Bytes of input that wait at most for a program which does not read. */
    int INPUT_LIMIT = 256 << 10;

    /**
     * Gives input to the program, or queues it.
     *
     * @return how much was taken: less than {@code length} once {@link #INPUT_LIMIT} bytes wait,
     *     and then {@link PtyListener#inputDrained} tells when there is room again
     */
    int write(byte[] bytes, int offset, int length);

    /** Bytes that the program's side has not taken yet. */
    int queuedInput();

    /** Changes the size; the program gets SIGWINCH if it differs. */
    void resize(TerminalSize size);

    /** Leaves output in the kernel, so that the program comes to a halt when it writes much. */
    void pauseReading();

    /** Ends {@link #pauseReading}. */
    void resumeReading();

    /** The process group that the terminal's signals go to, 0 if there is none. */
    int foregroundGroup();

    /**
     * Gives the terminal up: what still runs on it gets SIGHUP. No call to the listener follows.
     */
    void close();
}
