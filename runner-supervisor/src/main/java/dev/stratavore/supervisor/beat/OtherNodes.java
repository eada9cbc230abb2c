package dev.stratavore.supervisor.beat;

import dev.stratavore.core.runner.Sweeper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once an interval for other nodes that have fallen silent. Lives on one event loop. */
public final class OtherNodes {
    private static final Logger LOG = LoggerFactory.getLogger(OtherNodes.class);

    private final Sweeper sweeper;
    private Future<?> sweep = Future.succeededFuture();

    /** Looks by this sweeper. */
    public OtherNodes(Sweeper sweeper) {
        this.sweeper = sweeper;
    }

    /**
     * Looks at this pause.
     *
     * @return ends that
     */
    public Runnable watch(Vertx vertx, Duration pause) {
        long timer = vertx.setPeriodic(pause.toMillis(), _ -> look());
        return () -> vertx.cancelTimer(timer);
    }

    /** A look that takes longer than the pause is not overtaken by the next. */
    private void look() {
        if (sweep.isComplete()) {
            sweep =
                    sweeper.sweep()
                            .onFailure(cause ->
                                    LOG.warn("event=sweep.failed cause={}", cause.toString()));
        }
    }
}
