package dev.stratavore.supervisor.host;

import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest;
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

    private final HostLink link;
    private final RunnerStore runners;
    private final NodeId node;
    private final Duration keep;
    private final InstantSource clock;

    /** Keeps ended runners for as long as told. */
    public Pruning(
            HostLink link, RunnerStore runners, NodeId node, Duration keep, InstantSource clock) {
        this.link = link;
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
        long timer = vertx.setPeriodic(0, INTERVAL.toMillis(), _ -> prune());
        return () -> vertx.cancelTimer(timer);
    }

    private void prune() {
        runners.prune(node, clock.instant().minus(keep), AT_ONCE)
                .compose(this::forget)
                .onFailure(cause -> LOG.warn("event=prune.failed cause={}", cause.toString()));
    }

    private Future<Void> forget(List<RunnerId> pruned) {
        if (pruned.isEmpty()) {
            return Future.succeededFuture();
        }
        LOG.info("event=pruned runners={}", pruned.size());
        var forgotten =
                pruned.stream()
                        .map(id ->
                                link.request(number ->
                                        new RunnerRequest.Forget(
                                                number, RunnerRef.latest(id.value()))))
                        .toList();
        return Future.join(forgotten).<Void>mapEmpty().onSuccess(_ -> again(pruned));
    }

    private void again(List<RunnerId> pruned) {
        if (pruned.size() == AT_ONCE) {
            prune();
        }
    }
}
