package dev.stratavore.core;

import io.vertx.core.Future;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.Assertions;

/** Waits on the test's own thread. */
final class Await {
    private static final long PATIENCE_SECONDS = 20;

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

    static Throwable failure(Future<?> future) {
        return Objects.requireNonNull(Assertions.catchThrowable(() -> result(future)).getCause());
    }
}
