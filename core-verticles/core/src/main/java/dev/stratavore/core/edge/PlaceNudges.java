package dev.stratavore.core.edge;

import dev.stratavore.core.port.Actors;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Wakes who waits for places: after each end of a runner and, since nudges may be lost, at long
 * intervals. Confined to one context.
 */
final class PlaceNudges {
    private final Vertx vertx;
    private final Runnable endOfWatch;
    private final long timer;

    PlaceNudges(Vertx vertx, Actors actors, PlaceQueues queues, Duration reread) {
        this.vertx = vertx;
        // Whatever ends also frees a place of the node, which all projects share.
        endOfWatch = actors.watchEnds(_ -> queues.nudgeAll());
        timer = vertx.setPeriodic(reread.toMillis(), _ -> queues.nudgeAll());
    }

    void stop() {
        vertx.cancelTimer(timer);
        endOfWatch.run();
    }
}
