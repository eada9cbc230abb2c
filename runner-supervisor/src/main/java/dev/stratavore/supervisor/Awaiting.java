package dev.stratavore.supervisor;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Blocks the main thread, and only that, for a future. */
final class Awaiting {
    private Awaiting() {}

    static <T> T result(String what, Duration within, Future<T> future)
            throws InterruptedException, ExecutionException {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ExecutionException(
                    what + " took longer than " + within.toSeconds() + " s", e);
        }
    }
}
