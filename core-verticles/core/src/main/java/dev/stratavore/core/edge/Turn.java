package dev.stratavore.core.edge;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** Work on a context for callers of any thread. */
final class Turn {
    private Turn() {}

    /**
     * Does it there. What it throws fails the future: a caller that waits for its end must not wait
     * for ever.
     */
    static <T> Future<T> on(Context context, Supplier<Future<T>> action) {
        Promise<T> done = Promise.promise();
        context.runOnContext(
                _ -> Future.succeededFuture().compose(_ -> action.get()).onComplete(done));
        return done.future();
    }
}
