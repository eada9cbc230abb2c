package dev.stratavore.core.edge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Takes what blocks off the event loop; independent calls do not wait for each other. */
final class Worker {
    private Worker() {}

    static <T> Future<T> run(Vertx vertx, Callable<T> action) {
        return vertx.executeBlocking(action, false).map(Objects::requireNonNull);
    }
}
