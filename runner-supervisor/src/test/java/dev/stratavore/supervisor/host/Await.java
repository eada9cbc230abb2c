package dev.stratavore.supervisor.host;

import io.vertx.core.Future;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits on the test's own thread. */
final class Await {
    private static final long PATIENCE_SECONDS = 60;

    private Await() {}

    static <T> T result(Future<T> future) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("the future failed", e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError("nothing came", e);
        }
    }

    static <T> T next(BlockingQueue<T> queue) {
        try {
            var next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
