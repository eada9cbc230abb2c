package dev.stratavore.core.edge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Brings what other threads complete back onto the current context, later if not at once. */
final class Hop {
    private Hop() {}

    static <T> Future<T> back(Vertx vertx, Future<T> future) {
        var context = vertx.getOrCreateContext();
        Promise<T> here = Promise.promise();
        future.onComplete(result ->
                context.runOnContext(_ -> {
                    if (result.succeeded()) {
                        here.complete(result.result());
                    } else {
                        here.fail(result.cause());
                    }
                }));
        return here.future();
    }
}
