package dev.stratavore.core.port;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * The few threads of a daemon that work on git's trees, which may take minutes: what else blocks
 * does not wait behind it. Thread-safe. To be closed, since its Vert.x may be another's and go on.
 */
public final class TreeWorkers {
    private static final String NAME = "stratavore-trees";
    private static final int THREADS = 3;

    /** One that takes longer is logged as a thread that hangs. */
    private static final long LONGEST_MINUTES = 15;

    private final WorkerExecutor executor;

    /** All with the same Vert.x share their threads. */
    public TreeWorkers(Vertx vertx) {
        executor =
                vertx.createSharedWorkerExecutor(NAME, THREADS, LONGEST_MINUTES, TimeUnit.MINUTES);
    }

    /**
     * Ends the threads, if no other one with the same Vert.x is open, and interrupts what they do;
     * what waits for them is never done. A second call changes nothing.
     */
    public Future<Void> close() {
        return executor.close();
    }

    /** Independent pieces of work do not wait for each other while a thread is free. */
    public <T> Future<T> run(Callable<T> work) {
        return executor.executeBlocking(work, false).map(Objects::requireNonNull);
    }
}
