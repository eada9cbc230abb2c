package dev.stratavore.supervisor.process;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.Figures;
import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the projects of this node to what they may use. Each interval the pty host is told the
 * limits, which the kernel enforces where there are control groups; where there are none the
 * figures of the heartbeats are compared: a warning, and after a while the end of the newest
 * runner. One look at a time, each on the context that began it.
 */
public final class LimitWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LimitWatch.class);
    private static final String AGGREGATE = "quota";
    private static final String EXCEEDED = "quota.exceeded";

    private final Vertx vertx;
    private final Parts parts;
    private final NodeId node;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Map<ProjectKey, Excess> excesses = new HashMap<>();
    private boolean looking;

    /** What it works with. */
    public record Parts(
            Stores stores,
            ProjectLimits limits,
            Figures figures,
            TerminalHost host,
            Actors actors) {}

    /**
     * @param nanos a monotonic clock
     */
    public LimitWatch(
            Vertx vertx, Parts parts, NodeId node, InstantSource clock, LongSupplier nanos) {
        this.vertx = vertx;
        this.parts = parts;
        this.node = node;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** Looks from now on, as long as the Vertx lives. */
    public void start(Duration interval) {
        vertx.setPeriodic(
                interval.toMillis(),
                _ ->
                        look().onFailure(cause ->
                                LOG.warn("event=limits.unseen cause={}", cause.toString())));
    }

    /** One look at all projects that have live runners here. */
    Future<Void> look() {
        if (looking) {
            return Future.succeededFuture();
        }
        looking = true;
        return parts.stores()
                .runners()
                .liveOn(node)
                .compose(rows -> {
                    var projects = rows.stream().collect(Collectors.groupingBy(RunnerRow::project));
                    excesses.keySet().retainAll(projects.keySet());
                    return Future.join(
                                    projects.entrySet().stream()
                                            .map(each -> look(each.getKey(), each.getValue()))
                                            .toList())
                            .<Void>mapEmpty();
                })
                .eventually(() -> {
                    looking = false;
                    return Future.succeededFuture();
                });
    }

    private Future<Void> look(ProjectKey project, List<RunnerRow> runners) {
        return parts.limits()
                .of(project)
                .compose(limit ->
                        parts.host()
                                .limit(limit.group(), limit.memoryBytes(), limit.cpuPercent())
                                .compose(enforced ->
                                        enforced || !limit.binding()
                                                ? calm(project)
                                                : sampled(project, runners, limit)));
    }

    private Future<Void> calm(ProjectKey project) {
        excesses.remove(project);
        return Future.succeededFuture();
    }

    private Future<Void> sampled(ProjectKey project, List<RunnerRow> runners, GroupLimit limit) {
        var over = GroupUsage.of(runners, parts.figures()).over(limit);
        var excess = excesses.computeIfAbsent(project, _ -> new Excess());
        return switch (excess.look(over.isPresent(), nanos.getAsLong())) {
            case NOTHING -> Future.succeededFuture();
            case WARN ->
                    record(
                            limit.group(),
                            over.orElse(""),
                            "the newest runner is stopped if this lasts "
                                    + Excess.GRACE.toSeconds()
                                    + " s",
                            Optional.empty());
            case END_NEWEST -> endNewest(runners, limit, over.orElse(""));
        };
    }

    private Future<Void> endNewest(List<RunnerRow> runners, GroupLimit limit, String over) {
        var newest = runners.stream().max(Comparator.comparing(RunnerRow::createdAt)).orElseThrow();
        var reason = "stopped as the newest runner: project " + limit.group() + " " + over;
        var end = new RunnerCommand.MustEnd(newest.id(), newest.attempt().fence(), reason);
        return record(limit.group(), over, "stopped", Optional.of(newest))
                .compose(_ -> parts.actors().ask(end).mapEmpty());
    }

    private Future<Void> record(
            String group, String over, String consequence, Optional<RunnerRow> stopped) {
        LOG.warn("event=quota.exceeded project={} over=\"{}\"", group, over);
        var data =
                new JsonObject()
                        .put("project", group)
                        .put("excess", over)
                        .put("consequence", consequence);
        stopped.ifPresent(runner -> data.put("runner", runner.id().value()));
        var event = new NewEvent(AGGREGATE, group, EXCEEDED, Optional.of(group), data);
        return parts.stores().events().append(event, clock.instant());
    }
}
