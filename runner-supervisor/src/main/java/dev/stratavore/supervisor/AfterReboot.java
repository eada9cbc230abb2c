package dev.stratavore.supervisor;

import dev.stratavore.config.DaemonConfig;
import dev.stratavore.core.actor.Backoff;
import dev.stratavore.core.port.Ids;
import dev.stratavore.core.port.NoAnswer;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.Loss;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.runner.Resumption;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.Stores;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does about a restart of its machine. The boot is noted when everything is done, so
 * that a daemon that dies before leaves the rest to the next one; what fails is tried again after a
 * pause, since the next daemon would take what happens meanwhile for the restart's work.
 * Thread-safe.
 */
final class AfterReboot {
    private static final Logger LOG = LoggerFactory.getLogger(AfterReboot.class);
    private static final String EVENT = "system.alert.info";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Stores stores;
    private final NodeId node;
    private final Resumption resumption;
    private final InstantSource clock;
    private final Ids ids;
    private final Function<Duration, Future<Void>> pause;
    private final Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    private volatile boolean settled;

    /**
     * One daemon's.
     *
     * @param pause completes after a time; never, once the node ends
     */
    AfterReboot(
            Stores stores,
            NodeId node,
            Resumption resumption,
            InstantSource clock,
            Ids ids,
            Function<Duration, Future<Void>> pause) {
        this.stores = stores;
        this.node = node;
        this.resumption = resumption;
        this.clock = clock;
        this.ids = ids;
        this.pause = pause;
    }

    /** Whether everything is done that is done by itself. */
    boolean isSettled() {
        return settled;
    }

    /** Whether the runners of this node that were seen to last ran in another boot. */
    static boolean isOther(Optional<String> before, Optional<MachineBoot> now) {
        return before.isPresent() && now.isPresent() && !before.equals(now.map(MachineBoot::id));
    }

    /** Does what is configured, and notes the boot; tries again until it is done. */
    Future<Void> see(DaemonConfig.AfterReboot wish, boolean rebooted, Optional<MachineBoot> boot) {
        return boot.map(now -> settle(wish, rebooted, now))
                .orElseGet(Future::succeededFuture)
                .onSuccess(_ -> settled = true)
                .recover(cause -> {
                    LOG.warn("event=reboot.unsettled cause={}", cause.toString());
                    return pause.apply(backoff.next()).compose(_ -> see(wish, rebooted, boot));
                });
    }

    private Future<Void> settle(DaemonConfig.AfterReboot wish, boolean rebooted, MachineBoot now) {
        var resumed =
                rebooted && wish == DaemonConfig.AfterReboot.RESUME
                        ? resumeAll(now)
                        : Future.<Void>succeededFuture();
        return resumed.compose(_ -> stores.nodes().settle(node, now.id()));
    }

    private Future<Void> resumeAll(MachineBoot now) {
        return stores.runners()
                .lostOn(node)
                .map(rows -> rows.stream().filter(row -> isTakenBy(now, row)).toList())
                .compose(rows -> rows.isEmpty() ? Future.succeededFuture() : resume(rows));
    }

    /** What an earlier restart took was left alone since, and stays so until somebody asks. */
    private static boolean isTakenBy(MachineBoot now, RunnerRow row) {
        return row.attempt().lost().equals(Optional.of(Loss.MACHINE))
                && row.attempt().endedAt().filter(end -> !end.isBefore(now.since())).isPresent();
    }

    private Future<Void> resume(List<RunnerRow> rows) {
        var resumed = new JsonArray();
        var refused = new JsonArray();
        var all = Future.<Void>succeededFuture();
        // One after the other: a machine that has just come up has enough to do.
        for (var row : rows) {
            all = all.compose(_ -> resume(row, resumed, refused));
        }
        return all.compose(_ -> {
            LOG.info("event=reboot.resumed runners={} refused={}", resumed.size(), refused.size());
            var data =
                    new JsonObject()
                            .put("message", "after the machine's restart")
                            .put("resumed", resumed)
                            .put("refused", refused);
            return stores.events()
                    .append("node", node.value().toString(), EVENT, data, clock.instant());
        });
    }

    private Future<Void> resume(RunnerRow row, JsonArray resumed, JsonArray refused) {
        var meta = new CommandMeta(ids.uuid(), "after-reboot", Principal.SYSTEM, "");
        return resumption
                .resume(row.id(), meta, Map.of())
                .recover(AfterReboot::unknown)
                .map(outcome -> {
                    switch (outcome) {
                        case Resumption.Outcome.Begun(var now) -> resumed.add(now.id().value());
                        case Resumption.Outcome.Refused(var reason, _) -> {
                            LOG.warn(
                                    "event=reboot.not-resumed runner={} reason=\"{}\"",
                                    row.id(),
                                    reason);
                            refused.add(
                                    new JsonObject()
                                            .put("runner", row.id().value())
                                            .put("reason", reason));
                        }
                    }
                    return null;
                });
    }

    /** One that does not answer must not keep the others down. */
    private static Future<Resumption.Outcome> unknown(Throwable cause) {
        return cause instanceof NoAnswer
                ? Future.succeededFuture(
                        new Resumption.Outcome.Refused("it did not answer in time", ""))
                : Future.failedFuture(cause);
    }
}
