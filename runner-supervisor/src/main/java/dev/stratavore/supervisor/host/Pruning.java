package dev.stratavore.supervisor.host;

import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.runner.PrunedOutput;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets runners that ended long ago, with the output that the pty host kept of them. */
public final class Pruning {
    private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final int AT_ONCE = 100;

    private final PrunedOutput output;
    private final RunnerStore runners;
    private final NodeId node;
    private final Duration keep;
    private final InstantSource clock;

    /** Keeps ended runners for as long as told. */
    public Pruning(
            TerminalHost host,
            RunnerStore runners,
            NodeId node,
            Duration keep,
            InstantSource clock) {
        this.output = new PrunedOutput(runners, host);
        this.runners = runners;
        this.node = node;
        this.keep = keep;
        this.clock = clock;
    }

    /**
     * Prunes now and then every hour.
     *
     * @return ends that
     */
    public Runnable start(Vertx vertx) {
        long timer = vertx.setPeriodic(0, INTERVAL.toMillis(), _ -> pruneAgain());
        return () -> vertx.cancelTimer(timer);
    }

    private void pruneAgain() {
        prune().onFailure(cause -> LOG.warn("event=prune.failed cause={}", cause.toString()));
    }

    /** What an earlier time left behind, then what is old enough by now. */
    Future<Void> prune() {
        return output.removeLeft(node).compose(_ -> pruneOld());
    }

    /** Until nothing is left that is old enough, a bounded number at a time. */
    private Future<Void> pruneOld() {
        var old = RunnerStore.Prunable.before(node, clock.instant().minus(keep));
        return runners.prune(old, AT_ONCE)
                .compose(pruned ->
                        forget(pruned)
                                .compose(_ ->
                                        pruned.size() == AT_ONCE
                                                ? pruneOld()
                                                : Future.succeededFuture()));
    }

    private Future<Boolean> forget(List<RunnerId> pruned) {
        if (!pruned.isEmpty()) {
            LOG.info("event=pruned runners={}", pruned.size());
        }
        return output.remove(pruned);
    }
}
