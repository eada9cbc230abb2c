package dev.stratavore.core.port;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Time to come, as a port: an actor's deadline arrives as a message and never blocks a thread. */
public interface Timers {
    /**
     * Runs the action once, on the context of the caller, when the delay is over.
     *
     * @return cancels it; without effect once it ran
     */
    Runnable after(Duration delay, Runnable action);

    /** The timers of a Vertx. */
    static Timers of(Vertx vertx) {
        return (delay, action) -> {
            long id = vertx.setTimer(Math.max(1, delay.toMillis()), _ -> action.run());
            return () -> vertx.cancelTimer(id);
        };
    }
}
