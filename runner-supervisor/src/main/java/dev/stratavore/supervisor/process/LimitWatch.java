package dev.stratavore.supervisor.process;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.Figures;
import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.Stores;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the projects of this node, and each runner, to what they may use. Each interval the pty
 * host is told the limits, which the kernel enforces where there are control groups; whom it holds
 * back is an event. Where there are none the figures of the heartbeats are compared: a warning, and
 * after a while the end of the newest runner, or of the one that has too many processes. One look
 * at a time, all on one context: what completes elsewhere is brought back to it.
 */
public final class LimitWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LimitWatch.class);
    private static final String WARNING =
            " is stopped if this lasts " + Excess.GRACE.toSeconds() + " s";

    private final Vertx vertx;
    private final Context context;
    private final Parts parts;
    private final NodeId node;
    private final LongSupplier nanos;
    private final ExceededEvents exceeded;
    private final Map<ProjectKey, Together> projects = new HashMap<>();
    private final Map<Long, RunnerStrain> strains = new HashMap<>();
    private final Map<ProjectKey, Long> beatsSeen = new HashMap<>();
    private boolean looking;
    private boolean lookedBefore;

    /** What it works with. */
    public record Parts(
            Stores stores,
            ProjectLimits limits,
            Figures figures,
            TerminalHost host,
            Actors actors) {}

    /** What is remembered of a project. */
    private record Together(Excess excess, Onset held) {}

    /**
     * @param nanos a monotonic clock
     */
    public LimitWatch(
            Vertx vertx, Parts parts, NodeId node, InstantSource clock, LongSupplier nanos) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.parts = parts;
        this.node = node;
        this.nanos = nanos;
        this.exceeded = new ExceededEvents(parts.stores().events(), clock);
    }

    /**
     * Looks from now on.
     *
     * @return ends that
     */
    public Runnable start(Duration interval) {
        long timer =
                vertx.setPeriodic(
                        interval.toMillis(),
                        _ ->
                                look().onFailure(cause ->
                                        LOG.warn(
                                                "event=limits.unseen cause={}", cause.toString())));
        return () -> vertx.cancelTimer(timer);
    }

    /** One look at all projects that have live runners here. */
    Future<Void> look() {
        Promise<Void> looked = Promise.promise();
        context.runOnContext(_ -> lookHere().onComplete(looked));
        return looked.future();
    }

    private Future<Void> lookHere() {
        if (looking) {
            return Future.succeededFuture();
        }
        looking = true;
        long beats = parts.figures().pulse().received();
        return here(parts.stores().runners().liveOn(node))
                .compose(rows -> {
                    var live = rows.stream().collect(Collectors.groupingBy(RunnerRow::project));
                    remember(rows, live.keySet());
                    return Future.join(
                                    live.entrySet().stream()
                                            .map(each ->
                                                    look(each.getKey(), each.getValue(), beats))
                                            .toList())
                            .<Void>mapEmpty();
                })
                .eventually(() -> {
                    looking = false;
                    return Future.succeededFuture();
                });
    }

    /** Whoever was there at the first look may have been counted before there was a daemon. */
    private void remember(List<RunnerRow> rows, Set<ProjectKey> live) {
        projects.keySet().retainAll(live);
        beatsSeen.keySet().retainAll(live);
        var fences = rows.stream().map(row -> row.attempt().fence()).collect(Collectors.toSet());
        strains.keySet().retainAll(fences);
        var bounds = parts.limits().bounds();
        fences.forEach(fence ->
                strains.computeIfAbsent(fence, _ -> new RunnerStrain(bounds, lookedBefore)));
        lookedBefore = true;
    }

    /** Brings what may complete on any thread back to the context. */
    private <T> Future<T> here(Future<T> elsewhere) {
        Promise<T> here = Promise.promise();
        elsewhere.onComplete(result ->
                context.runOnContext(_ -> {
                    if (result.succeeded()) {
                        here.complete(result.result());
                    } else {
                        here.fail(result.cause());
                    }
                }));
        return here.future();
    }

    /** Figures that were looked at before show nothing. */
    private Future<Void> look(ProjectKey project, List<RunnerRow> runners, long beats) {
        return here(parts.limits().of(project))
                .compose(limit ->
                        here(parts.host()
                                        .limit(
                                                limit.group(),
                                                limit.memoryBytes(),
                                                limit.cpuPercent()))
                                .compose(enforced ->
                                        beats == beatsSeen.getOrDefault(project, 0L)
                                                ? Future.succeededFuture()
                                                : look(project, runners, limit, enforced)))
                .onSuccess(_ -> beatsSeen.put(project, beats));
    }

    /** One after the other, as the events of a project are. */
    private Future<Void> look(
            ProjectKey project, List<RunnerRow> runners, GroupLimit limit, boolean enforced) {
        var looked =
                together(project, runners, limit, enforced)
                        .onFailure(_ -> projects.remove(project));
        for (var runner : runners) {
            looked = looked.compose(_ -> alone(runner, limit.group(), enforced));
        }
        return looked;
    }

    private Future<Void> together(
            ProjectKey project, List<RunnerRow> runners, GroupLimit limit, boolean enforced) {
        if (!limit.binding()) {
            projects.remove(project);
            return Future.succeededFuture();
        }
        var held = runners.stream().filter(runner -> isHeld(runner, enforced)).toList();
        var free = runners.stream().filter(runner -> !isHeld(runner, enforced)).toList();
        var before =
                projects.computeIfAbsent(project, _ -> new Together(new Excess(), new Onset()));
        return (enforced ? held(held, limit, before.held()) : Future.<Void>succeededFuture())
                .compose(_ -> sampled(free, limit, before.excess()));
    }

    /** One may be without a control group beside others that have theirs. */
    private boolean isHeld(RunnerRow runner, boolean enforced) {
        return enforced && parts.figures().held(runner.id());
    }

    private Future<Void> held(List<RunnerRow> runners, GroupLimit limit, Onset onset) {
        var held = GroupUsage.of(runners, parts.figures()).held(limit, onset.lasting());
        return onset.begins(held.isPresent(), nanos.getAsLong())
                ? tell(limit.group(), held.orElseThrow(), "the kernel lets it have no more")
                : Future.succeededFuture();
    }

    /** By the figures of those whom no kernel holds: for what others use none of them is ended. */
    private Future<Void> sampled(List<RunnerRow> free, GroupLimit limit, Excess excess) {
        var over = GroupUsage.of(free, parts.figures()).over(limit);
        return switch (excess.look(over.isPresent(), nanos.getAsLong())) {
            case NOTHING -> Future.succeededFuture();
            case WARN -> tell(limit.group(), over.orElseThrow(), "the newest runner" + WARNING);
            case END -> endNewest(free, limit.group(), over.orElseThrow().words());
        };
    }

    /** What one that is stopping will free is seen first. */
    private Future<Void> endNewest(List<RunnerRow> runners, String group, String words) {
        if (runners.stream().anyMatch(LimitWatch::isStopping)) {
            return Future.succeededFuture();
        }
        var newest = runners.stream().max(Comparator.comparing(RunnerRow::createdAt)).orElseThrow();
        var reason = "stopped as the newest runner: project " + group + " " + words;
        return end(newest, group, words, reason);
    }

    private static boolean isStopping(RunnerRow runner) {
        return runner.status() == RunnerStatus.STOPPING;
    }

    private Future<Void> tell(String group, GroupUsage.Over over, String consequence) {
        return record(
                group, new Finding(over.words(), consequence), over.most().map(RunnerRow::id));
    }

    private Future<Void> record(String group, Finding finding, Optional<RunnerId> culprit) {
        return here(exceeded.record(group, finding, culprit));
    }

    private Future<Void> alone(RunnerRow runner, String group, boolean enforced) {
        var strain = Objects.requireNonNull(strains.get(runner.attempt().fence()));
        if (parts.figures().of(runner.id()).isEmpty()) {
            return Future.succeededFuture();
        }
        return told(runner, group, strain)
                .compose(_ ->
                        isHeld(runner, enforced)
                                ? Future.succeededFuture()
                                : counted(runner, group, strain)
                                        .onFailure(_ -> strain.uncounted()));
    }

    /** One after the other; what stays untold, and only that, is found again. */
    private Future<Void> told(RunnerRow runner, String group, RunnerStrain strain) {
        var told = Future.<Void>succeededFuture();
        var findings = strain.look(parts.figures().strain(runner.id()), nanos.getAsLong());
        for (var found : findings.entrySet()) {
            told =
                    told.compose(_ -> record(group, found.getValue(), Optional.of(runner.id())))
                            .onFailure(_ -> strain.untold(found.getKey()));
        }
        return told;
    }

    private Future<Void> counted(RunnerRow runner, String group, RunnerStrain strain) {
        int living = parts.figures().of(runner.id()).map(Figures.Usage::processes).orElse(0);
        int most = parts.limits().bounds().maxProcesses();
        var words = "has " + living + " processes of runners.max_processes " + most;
        return switch (strain.count(living, nanos.getAsLong())) {
            case NOTHING -> Future.succeededFuture();
            case WARN ->
                    record(group, new Finding(words, "it" + WARNING), Optional.of(runner.id()));
            case END ->
                    isStopping(runner)
                            ? Future.succeededFuture()
                            : end(runner, group, words, "stopped: it " + words);
        };
    }

    private Future<Void> end(RunnerRow runner, String group, String words, String reason) {
        var end = new RunnerCommand.MustEnd(runner.id(), runner.attempt().fence(), reason);
        return record(group, new Finding(words, "stopped"), Optional.of(runner.id()))
                .compose(_ -> here(parts.actors().ask(end)).mapEmpty());
    }
}
