package dev.stratavore.core;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.BooleanSupplier;

/** A condition that no event announces, looked at on every turn of an event loop. */
final class Eventually {
    private Eventually() {}

    static void until(Vertx vertx, BooleanSupplier condition) {
        var met = Promise.<Void>promise();
        look(vertx, condition, met);
        Await.result(met.future());
    }

    private static void look(Vertx vertx, BooleanSupplier condition, Promise<Void> met) {
        if (condition.getAsBoolean()) {
            met.complete();
        } else {
            vertx.timer(5).onSuccess(_ -> look(vertx, condition, met));
        }
    }
}
