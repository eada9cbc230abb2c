package dev.stratavore.pty.engine;

import dev.stratavore.pty.frame.Program;
import dev.stratavore.pty.frame.TerminalSize;
import java.io.IOException;
import java.util.function.LongConsumer;

/**
 * Makes terminals. {@link #prepare} and {@link #spawn} are for one thread at a time, any thread;
 * what it returns belongs to the event loop of the engine.
 */
public interface PtyEngine {
    /** Loads what the first spawn would have to; the thread that will spawn calls it. */
    void prepare() throws IOException;

    /**
     * Runs a program as the leader of its own session on a new terminal, with nothing but the given
     * environment and with descriptors 0, 1 and 2 only, all signals at their default and unblocked.
     * It may block for as long as starting a process takes.
     *
     * @param mostFiles how many descriptors it may have open, where {@link #boundsFiles}; 0 for the
     *     system's bound, which is never raised
     * @param held told the pid of the new process, which is kept from becoming the program until
     *     this returns; on the caller's thread. If it throws, the program does not run. It starts
     *     nothing itself
     */
    SpawnResult spawn(Program program, TerminalSize size, int mostFiles, LongConsumer held);

    /** Whether this system has what bounds the open files of a program before it begins. */
    boolean boundsFiles();

    /** Whether a process is the leader of a terminal of this engine and was not collected yet. */
    boolean owns(long pid);

    /**
     * Collects the exit status of a leader that has ended, if that has not happened; for who was
     * told of a dead child by the system. Any thread.
     */
    void collect(long pid);
}
