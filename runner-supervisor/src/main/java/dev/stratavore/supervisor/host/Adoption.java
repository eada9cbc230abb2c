package dev.stratavore.supervisor.host;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.pty.frame.AttemptStatus;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.supervisor.reconcile.Action;
import dev.stratavore.supervisor.reconcile.Observed;
import dev.stratavore.supervisor.reconcile.Reconciler;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the node does after each connection to the pty host: compares what both know, brings every
 * live runner's actor back, ends ghosts, and then listens to the journal.
 */
public final class Adoption {
    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

    private final Vertx vertx;
    private final HostLink link;
    private final RunnerStore runners;
    private final Actors actors;
    private final NodeId node;
    private final AtomicReference<Optional<HostConnection>> listening =
            new AtomicReference<>(Optional.empty());
    private final AtomicReference<List<String>> strays = new AtomicReference<>(List.of());

    public Adoption(Vertx vertx, HostLink link, RunnerStore runners, Actors actors, NodeId node) {
        this.vertx = vertx;
        this.link = link;
        this.runners = runners;
        this.actors = actors;
        this.node = node;
    }

    /** Runs it once; fails if database or host go away meanwhile. */
    public Future<Void> run() {
        // Rows first: what the database had as running before the host was asked, the host must
        // know.
        return runners.liveOn(node)
                .compose(live ->
                        observe()
                                .compose(seen ->
                                        others(seen, live)
                                                .map(ended ->
                                                        Reconciler.actions(live, ended, seen))))
                .compose(this::carryOut)
                .compose(_ -> awakenOwed())
                .compose(_ -> link.openAnother())
                .compose(this::listen);
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

    private Future<Void> carryOut(List<Action> actions) {
        strays.set(
                actions.stream()
                        .map(action -> action instanceof Action.Stray stray ? remark(stray) : null)
                        .filter(Objects::nonNull)
                        .toList());
        LOG.info("event=host.reconciled actions={}", actions.size());
        return Future.all(actions.stream().map(this::carryOut).toList()).mapEmpty();
    }

    private static String remark(Action.Stray stray) {
        return "the pty host runs "
                + stray.runner()
                + " (pid "
                + stray.pid()
                + "), which this database does not know";
    }

    private Future<Void> carryOut(Action action) {
        return switch (action) {
            case Action.Tell(var command) ->
                    actors.ask(command)
                            .compose(reply -> JournalFeed.settled(command.runner(), reply));
            case Action.StopGhost(var runner, long fence) -> {
                LOG.warn("event=host.ghost runner={} fence={}", runner, fence);
                yield stopLater(runner, fence);
            }
            case Action.Stray(var runner, long pid) -> {
                LOG.warn("event=host.stray runner={} pid={}", runner, pid);
                yield Future.succeededFuture();
            }
        };
    }

    /** Nobody waits for the end of a stop here: the journal tells it. */
    private Future<Void> stopLater(RunnerId runner, long fence) {
        new HostTerminals(link)
                .stop(runner, fence, true, 0)
                .onFailure(cause ->
                        LOG.warn(
                                "event=host.stop.failed runner={} cause={}",
                                runner,
                                cause.toString()));
        return Future.succeededFuture();
    }
}
