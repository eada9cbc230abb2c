package dev.stratavore.supervisor.sim;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.supervisor.reconcile.Action;
import dev.stratavore.supervisor.reconcile.Observed;
import dev.stratavore.supervisor.reconcile.Reconciler;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a node does with its connection to the pty host, by the real reconciliation: compare, tell,
 * and then read the journal, of which an entry is acknowledged when its end is durable.
 */
final class Adopting {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final OneThread time;
    private final Line host;
    private final RunnerStore runners;
    private final Terminals terminals;
    private final Supplier<Actors> actors;
    private boolean comparedBefore;
    private boolean closed;
    private boolean comparing;
    private boolean listening;
    private boolean telling;

    Adopting(
            OneThread time,
            Line host,
            RunnerStore runners,
            Terminals terminals,
            Supplier<Actors> actors) {
        this.time = time;
        this.host = host;
        this.runners = runners;
        this.terminals = terminals;
        this.actors = actors;
    }

    /** A new connection: first compare, then listen. */
    void connected() {
        listening = false;
        comparing = false;
        again();
    }

    /** Compares, unless it is doing so. */
    void again() {
        if (closed || comparing) {
            return;
        }
        comparing = true;
        compare()
                .onComplete(
                        _ -> {
                            comparing = false;
                            listening = true;
                            journalGrew();
                        },
                        _ -> {
                            comparing = false;
                            time.later(AGAIN, this::again);
                        });
    }

    private Future<Void> compare() {
        return runners.liveOn(Rows.NODE)
                .compose(live ->
                        host.call(() -> Future.succeededFuture(terminals.list()))
                                .compose(seen ->
                                        others(seen, live)
                                                .map(ended ->
                                                        news(
                                                                live,
                                                                Reconciler.actions(
                                                                        live, ended, seen)))))
                .compose(actions -> Future.all(actions.stream().map(this::carryOut).toList()))
                .compose(_ -> runners.owedRestarts(Rows.NODE))
                .compose(owed -> Future.all(owed.stream().map(this::awaken).toList()))
                .mapEmpty();
    }

    /** That a running one runs is told once, to bring its actor back. */
    private List<Action> news(List<RunnerRow> live, List<Action> actions) {
        boolean all = !comparedBefore;
        comparedBefore = true;
        return actions.stream().filter(action -> all || !isOldNews(action, live)).toList();
    }

    private static boolean isOldNews(Action action, List<RunnerRow> live) {
        return action instanceof Action.Tell(var id, var facts)
                && facts.getLast() instanceof RunnerCommand.HostStarted(_, _, long pid, _)
                && live.stream()
                        .filter(row -> row.id().equals(id))
                        .filter(row ->
                                row.status() == RunnerStatus.RUNNING
                                        || row.status() == RunnerStatus.PAUSED)
                        .flatMap(row -> row.attempt().process().stream())
                        .anyMatch(process -> process.pid() == pid);
    }

    private Future<RunnerReply> awaken(RunnerRow row) {
        return actors.get().ask(new RunnerCommand.AwaitStarted(row.id()));
    }

    private Future<List<RunnerRow>> others(List<Observed> seen, List<RunnerRow> live) {
        var ids = new HashSet<RunnerId>();
        seen.forEach(each -> ids.add(each.runner()));
        live.forEach(row -> ids.remove(row.id()));
        return Future.all(ids.stream().sorted().map(runners::find).toList())
                .map(found ->
                        found.<Optional<RunnerRow>>list().stream()
                                .flatMap(Optional::stream)
                                .toList());
    }

    private Future<Void> carryOut(Action action) {
        return switch (action) {
            case Action.Tell(_, var facts) -> {
                var told = Future.<Void>succeededFuture();
                for (var fact : facts) {
                    told = told.compose(_ -> actors.get().ask(fact)).compose(Adopting::settled);
                }
                yield told;
            }
            case Action.StopGhost(var runner, long fence) -> {
                host.call(() -> terminals.stop(runner, fence, true, 0))
                        .onFailure(_ -> time.later(AGAIN, this::again));
                yield Future.succeededFuture();
            }
            case Action.Stray(var runner, long _) ->
                    throw new AssertionError("a stray " + runner + ", whose row nobody removed");
        };
    }

    private static Future<Void> settled(RunnerReply reply) {
        return switch (reply) {
            case RunnerReply.Now _ -> Future.succeededFuture();
            case RunnerReply.Refused(var kind, var reason, _) ->
                    kind.passing() ? Future.failedFuture(reason) : Future.succeededFuture();
        };
    }

    void journalGrew() {
        if (closed || telling || !listening) {
            return;
        }
        terminals.firstUnacknowledged().ifPresent(this::tell);
    }

    private void tell(Terminals.Ended entry) {
        telling = true;
        RunnerCommand fact =
                entry.exit()
                        .<RunnerCommand>map(exit ->
                                new RunnerCommand.HostExited(entry.runner(), entry.fence(), exit))
                        .orElseGet(
                                () -> new RunnerCommand.HostForgot(entry.runner(), entry.fence()));
        actors.get()
                .ask(fact)
                .compose(Adopting::settled)
                .compose(_ -> host.call(() -> acknowledged(entry)))
                .onComplete(_ -> told(Duration.ZERO), _ -> told(AGAIN));
    }

    private Future<Boolean> acknowledged(Terminals.Ended entry) {
        terminals.acknowledge(entry.sequence());
        return Future.succeededFuture(true);
    }

    private void told(Duration pause) {
        time.later(
                pause,
                () -> {
                    telling = false;
                    journalGrew();
                });
    }

    void close() {
        closed = true;
    }

    boolean quiet() {
        return !comparing && !telling && terminals.firstUnacknowledged().isEmpty();
    }
}
