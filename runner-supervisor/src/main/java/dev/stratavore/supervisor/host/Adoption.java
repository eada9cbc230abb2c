package dev.stratavore.supervisor.host;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.Step;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.pty.frame.AttemptStatus;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.supervisor.beat.Heartbeats;
import dev.stratavore.supervisor.reconcile.Action;
import dev.stratavore.supervisor.reconcile.Observed;
import dev.stratavore.supervisor.reconcile.Reconciler;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the node does after each connection to the pty host: compares what both know, brings every
 * live runner's actor back, ends ghosts, and then listens to the journal and to heartbeats. The
 * comparison is made again now and then, and when somebody asks for it.
 */
public final class Adoption {
    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

    private final Vertx vertx;
    private final HostLink link;
    private final RunnerStore runners;
    private final Actors actors;
    private final NodeId node;
    private final Heartbeats heartbeats;
    private final AtomicReference<Optional<HostConnection>> listening =
            new AtomicReference<>(Optional.empty());
    private final AtomicBoolean comparingAgain = new AtomicBoolean();
    private final AtomicReference<List<String>> strays = new AtomicReference<>(List.of());

    /** What the first comparison is about, until one was carried out whole. */
    private volatile Optional<DaemonStart> daemonStart = Optional.empty();

    /** Whether a comparison was carried out whole, so that every live runner has its actor. */
    private volatile boolean adopted;

    private Future<List<String>> comparison = Future.succeededFuture(List.of());

    public Adoption(
            Vertx vertx,
            HostLink link,
            RunnerStore runners,
            Actors actors,
            NodeId node,
            Heartbeats heartbeats) {
        this.vertx = vertx;
        this.link = link;
        this.runners = runners;
        this.actors = actors;
        this.node = node;
        this.heartbeats = heartbeats;
    }

    /**
     * What happened while no daemon ran.
     *
     * @param record of what the first comparison finds
     * @param rebooted whether the machine was restarted since the node's runners were seen to last
     */
    public record DaemonStart(Homecoming record, boolean rebooted) {}

    /** Lets the first comparison be that of a daemon's start; to be told before {@link #run}. */
    public void begin(DaemonStart start) {
        daemonStart = Optional.of(start);
    }

    /** Runs it once; fails if database or host go away meanwhile. */
    public Future<Void> run() {
        link.at(Step.BEFORE_ADOPT);
        return compare()
                .compose(_ -> awakenOwed())
                .compose(_ -> {
                    link.at(Step.AFTER_ADOPT);
                    return link.openAnother();
                })
                .compose(this::listen)
                .compose(_ -> subscribe());
    }

    /**
     * Compares again at this pause.
     *
     * @return ends that
     */
    public Runnable compareEvery(Duration pause) {
        long timer = vertx.setPeriodic(pause.toMillis(), _ -> compareAgain());
        return () -> vertx.cancelTimer(timer);
    }

    /** After a standstill all the comparisons that were missed are due at once: one will do. */
    private void compareAgain() {
        if (comparingAgain.compareAndSet(false, true)) {
            compare()
                    .onComplete(_ -> comparingAgain.set(false))
                    .onFailure(
                            cause -> LOG.warn("event=reconcile.failed cause={}", cause.toString()));
        }
    }

    /**
     * Compares once, after a comparison that is under way; what it changed, one line each. Fails if
     * database or host are away.
     */
    public synchronized Future<List<String>> compare() {
        comparison = comparison.transform(_ -> compareNow());
        return comparison;
    }

    private Future<List<String>> compareNow() {
        // Rows first: what the database had as running before the host was asked, the host must
        // know.
        return runners.liveOn(node)
                .compose(live ->
                        observe()
                                .compose(seen ->
                                        others(seen, live)
                                                .compose(ended ->
                                                        carryOut(
                                                                live,
                                                                Reconciler.actions(
                                                                        live,
                                                                        ended,
                                                                        seen,
                                                                        rebooted())))));
    }

    /** A restart that is owed is seen to by the actor, which has to be there. */
    private Future<Void> awakenOwed() {
        return runners.owedRestarts(node)
                .compose(owed ->
                        Future.all(
                                owed.stream()
                                        .map(row ->
                                                actors.ask(
                                                        new RunnerCommand.AwaitStarted(row.id())))
                                        .toList()))
                .mapEmpty();
    }

    /** A journal that falls silent would hide ends: both connections live and die together. */
    private Future<Void> listen(HostConnection journal) {
        var before = listening.getAndSet(Optional.of(journal));
        before.ifPresent(HostConnection::close);
        journal.closed()
                .onSuccess(_ -> {
                    if (listening.get().filter(each -> each == journal).isPresent()) {
                        link.reset();
                    }
                });
        return JournalFeed.start(vertx, journal, link, actors);
    }

    private Future<Void> subscribe() {
        int interval = (int) heartbeats.interval().toMillis();
        return link.connection()
                .compose(connection -> {
                    connection
                            .subscribe(
                                    number -> new HostRequest.Beat(number, interval),
                                    reply -> {
                                        if (reply instanceof ControlReply.Beat beat) {
                                            heartbeats.beat(beat);
                                        }
                                    })
                            .onFailure(cause ->
                                    LOG.debug("event=beats.ended cause={}", cause.toString()));
                    return Future.succeededFuture();
                });
    }

    /** Remarks about runners that the host has and this database does not know. */
    public List<String> strays() {
        return strays.get();
    }

    private Future<List<Observed>> observe() {
        var seen = new ArrayList<Observed>();
        return link.connection()
                .compose(connection ->
                        connection.request(
                                HostRequest.List::new,
                                reply -> {
                                    if (reply instanceof ControlReply.Listing listing) {
                                        listing.attempts().forEach(each -> add(seen, each));
                                    }
                                }))
                .map(_ -> seen);
    }

    private boolean rebooted() {
        return daemonStart.filter(DaemonStart::rebooted).isPresent();
    }

    private static void add(List<Observed> seen, AttemptStatus status) {
        var name = status.target().runner();
        if (!RunnerId.isRunnerId(name)) {
            LOG.warn("event=host.stray runner={} pid={}", name, status.process().pid());
            return;
        }
        var exit = status.exit();
        var translated = exit == null ? null : HostFacts.exit(exit);
        if (translated != null && translated.isEmpty()) {
            // Ended unseen: as if the host had never known it.
            return;
        }
        seen.add(
                new Observed(
                        new RunnerId(name),
                        status.fence(),
                        status.process().pid(),
                        status.process().startTicks(),
                        translated == null ? Optional.empty() : translated,
                        HostFacts.cause(status.cause()),
                        status.frozen()));
    }

    /** The rows of those runners on the host that are not live in the database. */
    private Future<List<RunnerRow>> others(List<Observed> seen, List<RunnerRow> live) {
        var ids = new HashSet<RunnerId>();
        seen.forEach(each -> ids.add(each.runner()));
        live.forEach(row -> ids.remove(row.id()));
        return Future.all(ids.stream().map(runners::find).toList())
                .map(found ->
                        found.<Optional<RunnerRow>>list().stream()
                                .flatMap(Optional::stream)
                                .toList());
    }

    private Future<List<String>> carryOut(List<RunnerRow> live, List<Action> actions) {
        var rows = new HashMap<RunnerId, RunnerRow>();
        live.forEach(row -> rows.put(row.id(), row));
        strays.set(
                actions.stream()
                        .map(action -> action instanceof Action.Stray stray ? remark(stray) : null)
                        .filter(Objects::nonNull)
                        .toList());
        boolean first = !adopted;
        return (first ? recorded(actions) : Future.<Void>succeededFuture())
                .compose(_ ->
                        Future.all(
                                actions.stream()
                                        .filter(action -> first || !isOldNews(action, rows))
                                        .map(action -> carryOut(action, rows))
                                        .toList()))
                .map(all ->
                        all.<Optional<String>>list().stream().flatMap(Optional::stream).toList())
                .map(changes -> {
                    if (!changes.isEmpty()) {
                        LOG.info("event=reconciled changes={}", changes.size());
                    }
                    adopted = true;
                    daemonStart = Optional.empty();
                    return changes;
                });
    }

    /** First: what is carried out is not found again, not even by the next daemon. */
    private Future<Void> recorded(List<Action> actions) {
        return daemonStart
                .map(start ->
                        start.record()
                                .remember(actions)
                                .compose(_ -> start.record().record())
                                .onSuccess(_ -> link.at(Step.AFTER_RECORD)))
                .orElseGet(Future::succeededFuture);
    }

    /** That a running one runs is told only to bring its actor back. */
    private static boolean isOldNews(Action action, Map<RunnerId, RunnerRow> rows) {
        if (!(action instanceof Action.Tell(var id, var facts))
                || !(facts.getLast() instanceof RunnerCommand.HostStarted started)) {
            return false;
        }
        var row = rows.get(id);
        return row != null
                && row.status() != RunnerStatus.STARTING
                && isProcess(row, started.pid());
    }

    private static boolean isProcess(RunnerRow row, long pid) {
        return row.status() != RunnerStatus.STOPPING
                && row.attempt().process().filter(known -> known.pid() == pid).isPresent();
    }

    private static String remark(Action.Stray stray) {
        return "the pty host runs "
                + stray.runner()
                + " (pid "
                + stray.pid()
                + "), which this database does not know";
    }

    private Future<Optional<String>> carryOut(Action action, Map<RunnerId, RunnerRow> rows) {
        return switch (action) {
            case Action.Tell(var runner, var facts) -> {
                var told = Future.succeededFuture(Optional.<String>empty());
                for (var fact : facts) {
                    told =
                            told.compose(_ -> actors.ask(fact))
                                    .compose(reply ->
                                            JournalFeed.settled(runner, reply)
                                                    .map(_ -> change(runner, reply, rows)));
                }
                yield told;
            }
            case Action.StopGhost(var runner, long fence) -> {
                LOG.warn("event=host.ghost runner={} fence={}", runner, fence);
                stopLater(runner, fence);
                yield Future.succeededFuture(
                        Optional.of(runner + ": a process of an ended attempt is stopped"));
            }
            case Action.Stray(var runner, long pid) -> {
                LOG.warn("event=host.stray runner={} pid={}", runner, pid);
                yield Future.succeededFuture(Optional.empty());
            }
        };
    }

    private static Optional<String> change(
            RunnerId runner, RunnerReply reply, Map<RunnerId, RunnerRow> rows) {
        var before = rows.get(runner);
        if (!(reply instanceof RunnerReply.Now(var status, int _)) || before == null) {
            return Optional.empty();
        }
        return before.status() == status
                ? Optional.empty()
                : Optional.of(runner + ": " + before.status().word() + " -> " + status.word());
    }

    /** Nobody waits for the end of a stop here: the journal tells it. */
    private void stopLater(RunnerId runner, long fence) {
        new HostTerminals(link)
                .stop(runner, fence, true, 0)
                .onFailure(cause ->
                        LOG.warn(
                                "event=host.stop.failed runner={} cause={}",
                                runner,
                                cause.toString()));
    }
}
