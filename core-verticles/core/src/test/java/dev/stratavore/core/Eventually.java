package dev.stratavore.core;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A condition that no event announces. */
final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 5;

    private Eventually() {}

    /** Looks on the test's own thread, so that a condition may wait for what an event loop does. */
    static void until(Vertx vertx, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new AssertionError("the condition was never met");
            }
            Await.result(vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        }
    }
}
