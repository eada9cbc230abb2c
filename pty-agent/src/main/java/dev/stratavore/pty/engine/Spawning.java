package dev.stratavore.pty.engine;

import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.Fds;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A spawn under way on a thread of its own, which is stuck until the child is its program or dead.
 * For one other thread, which must let the child go or kill it before it asks for the outcome.
 */
final class Spawning implements AutoCloseable {
    private static final int NONE = -1;

    private final Gate gate;
    private final int watch;
    private final Signpost over;
    private final FutureTask<PosixSpawn.Outcome> task;
    private int opened = NONE;

    private Spawning(Gate gate, int watch, Signpost over, PosixSpawn.Child child) {
        this.gate = gate;
        this.watch = watch;
        this.over = over;
        this.task = new FutureTask<>(() -> run(child, over));
    }

    static Spawning begin(Gate gate, PosixSpawn.Child child) throws IOException {
        int watch = gate.watch();
        Signpost over;
        try {
            over = new Signpost();
        } catch (ErrnoException e) {
            Fds.close(watch);
            throw e;
        }
        var spawning = new Spawning(gate, watch, over, child);
        try {
            new Thread(spawning.task, "spawn").start();
        } catch (OutOfMemoryError e) {
            spawning.close();
            throw new IOException("no thread could be made", e);
        }
        return spawning;
    }

    private static PosixSpawn.Outcome run(PosixSpawn.Child child, Signpost over)
            throws ErrnoException {
        try {
            return PosixSpawn.run(child);
        } finally {
            over.raise();
        }
    }

    /** Waits until the child is at the gate, or will not come. */
    void await() throws ErrnoException {
        over.awaitOr(watch);
    }

    /** The child passes the gate. */
    void letGo() throws ErrnoException {
        opened = gate.open();
    }

    /** What came of it, when that is known. */
    PosixSpawn.Outcome outcome() throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    // The child is on its way all the same.
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IOException("posix_spawn does not work: " + e.getCause(), e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** After the outcome is known. */
    @Override
    public void close() {
        Fds.close(watch);
        over.close();
        if (opened != NONE) {
            Fds.close(opened);
        }
    }
}
