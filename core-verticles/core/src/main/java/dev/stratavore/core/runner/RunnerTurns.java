package dev.stratavore.core.runner;

import dev.stratavore.core.actor.Asker;
import dev.stratavore.core.actor.Backoff;
import dev.stratavore.core.actor.Refusals;
import dev.stratavore.core.machine.Decision;
import dev.stratavore.core.machine.Moment;
import dev.stratavore.core.machine.RunnerMachine;
import dev.stratavore.core.port.Step;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.RunnerStore.Readmission;
import dev.stratavore.core.store.RunnerStore.Saved;
import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One command after the other: decide, one transaction, evolve, effects, reply. A failed future
 * leaves the state as it was.
 */
final class RunnerTurns {
    private static final Logger LOG = LoggerFactory.getLogger(RunnerTurns.class);

    /** How often a decision may find that somebody else changed the row before it gives up. */
    private static final int MAX_STALE = 5;

    /** The actor, as far as turns need it. */
    interface Shell {
        <T> Future<T> here(Future<T> future);

        void at(Step step);

        void later(Duration delay, Supplier<Future<Void>> turn);

        /** The runner has this status now. */
        void announce(RunnerStatus status);
    }

    private record Turn(RunnerCommand command, Asker<RunnerReply> asker, int tries) {
        Turn again() {
            return new Turn(command, asker, tries - 1);
        }
    }

    /** A change on the row of this version that nobody knows the outcome of. */
    private record Lost(CommandMeta meta, long version, Optional<RunnerSpec> begun) {}

    private final Shell shell;
    private final RunnerParts parts;
    private final RunnerEffects effects;
    private final RunnerMemory memory;
    private final NextAttempt nextAttempt;

    RunnerTurns(
            Shell shell,
            RunnerParts parts,
            RunnerEffects effects,
            RunnerMemory memory,
            NextAttempt nextAttempt) {
        this.shell = shell;
        this.parts = parts;
        this.effects = effects;
        this.memory = memory;
        this.nextAttempt = nextAttempt;
    }

    /** What the predecessor may have left undone. */
    void begin() {
        if (effects.mayLaunch(memory.state())) {
            memory.launchInFlight(true);
        }
        effects.became(memory.row());
        effects.carryOut(RunnerMachine.resume(memory.state()));
    }

    Future<Void> take(RunnerCommand command, Asker<RunnerReply> asker) {
        return take(new Turn(command, asker, MAX_STALE));
    }

    private Future<Void> take(Turn turn) {
        if (RunnerMachine.begins(memory.state(), turn.command())) {
            return beginAttempt(turn);
        }
        return mayBeNews(turn.command()) ? readAndDecide(turn) : decideOn(turn);
    }

    /** Another node may have marked the row while this one was silent: the row knows it alone. */
    private boolean mayBeNews(RunnerCommand command) {
        return command instanceof RunnerCommand.Reachable
                && memory.state().unreachableSince().isEmpty();
    }

    private Future<Void> readAndDecide(Turn turn) {
        return shell.here(parts.store().find(memory.row().id()))
                .compose(found -> {
                    found.filter(row -> row.version() != memory.row().version())
                            .ifPresent(row -> reload(row, Optional.empty()));
                    return decideOn(turn);
                });
    }

    private Future<Void> decideOn(Turn turn) {
        var decision = RunnerMachine.decide(memory.state(), turn.command(), Moment.at(now()));
        return carryOut(turn, decision, Optional.empty());
    }

    /** Plans it first, since what cannot be planned is refused and changes nothing. */
    private Future<Void> beginAttempt(Turn turn) {
        var environment =
                turn.command() instanceof RunnerCommand.Restart restart
                        ? restart.environment()
                        : Map.<String, String>of();
        return shell.here(nextAttempt.prepare(memory.row(), environment))
                .compose(prepared ->
                        switch (prepared) {
                            case NextAttempt.Prepared.Refused(var reply) ->
                                    cannotBegin(turn, reply);
                            case NextAttempt.Prepared.Ready(var spec, long fence, var lowered) -> {
                                var limits = parts.limits().loweredTo(lowered).openIf(isGod(turn));
                                yield carryOut(
                                        turn,
                                        decide(turn, fence),
                                        Optional.of(new Readmission(limits, spec)));
                            }
                        });
    }

    private static boolean isGod(Turn turn) {
        return turn.command() instanceof RunnerCommand.Restart restart && restart.meta().god();
    }

    private Decision decide(Turn turn, long fence) {
        return RunnerMachine.decide(memory.state(), turn.command(), new Moment(now(), fence));
    }

    /** A user is told why; what was owed by the policy is owed no longer. */
    private Future<Void> cannotBegin(Turn turn, RunnerReply.Refused refusal) {
        if (turn.command() instanceof RunnerCommand.RestartDue) {
            var why = "not restarted: " + refusal.reason();
            var decision = RunnerMachine.cannotRestart(memory.state(), why);
            return carryOut(turn, decision, Optional.empty());
        }
        return answered(turn, refusal);
    }

    /** What is owed by the policy stays owed until there is a place. */
    private Future<Void> noPlace(Turn turn, Saved saved) {
        var passing =
                NoPlace.passing(saved)
                        .filter(_ -> turn.command() instanceof RunnerCommand.RestartDue);
        return passing.isPresent()
                ? carryOut(
                        turn,
                        RunnerMachine.restartWaits(memory.state(), passing.get()),
                        Optional.empty())
                : cannotBegin(turn, NoPlace.why(saved));
    }

    private Future<Void> carryOut(Turn turn, Decision decision, Optional<Readmission> place) {
        if (decision.event().isEmpty()) {
            finish(turn, decision);
            return Future.succeededFuture();
        }
        var change = memory.changeBy(decision.event().get(), now(), place);
        var meta = Kinds.metaOf(turn.command(), parts.runtime().ids());
        boolean asked = !Kinds.isFact(turn.command());
        shell.at(Step.BEFORE_SAVE);
        return shell.here(parts.store().save(change, meta, asked))
                .onFailure(cause -> {
                    if (asked && cause instanceof StoreUnavailable) {
                        doubt(meta, place.map(Readmission::spec));
                    }
                })
                .compose(saved -> saved(turn, decision, change, saved));
    }

    private Future<Void> saved(
            Turn turn, Decision decision, RunnerStore.Change change, Saved saved) {
        var begun = change.readmission().map(Readmission::spec);
        return switch (saved) {
            case Saved.Done() -> {
                shell.at(Step.AFTER_SAVE);
                become(change, begun);
                finish(turn, decision);
                yield Future.succeededFuture();
            }
            case Saved.Stale(var current) -> {
                reload(current, begun);
                yield turn.tries() > 1 ? take(turn.again()) : tooManyChanges();
            }
            case Saved.Already(var current) -> {
                reload(current, begun);
                yield answered(turn, memory.now());
            }
            case Saved.OtherCommand() -> answered(turn, Refusals.otherCommand(turn.command()));
            case Saved.QuotaReached _,
                    Saved.NodeFull _,
                    Saved.NameTaken _,
                    Saved.ProjectGone _,
                    Saved.WorktreeGone _ ->
                    noPlace(turn, saved);
        };
    }

    private Future<Void> tooManyChanges() {
        return Future.failedFuture(
                new IllegalStateException(memory.row().id() + " changes under every decision"));
    }

    private void become(RunnerStore.Change change, Optional<RunnerSpec> begun) {
        var from = memory.state().status();
        memory.changed(change);
        var now = memory.state();
        for (var event : change.events()) {
            LOG.info(
                    "event={} runner={} from={} to={} attempt={}",
                    event.type(),
                    now.id(),
                    from.word(),
                    now.status().word(),
                    now.attempt());
        }
        begun.ifPresent(this::owe);
        announce();
    }

    private void owe(RunnerSpec spec) {
        effects.owe(spec);
        memory.launchInFlight(true);
    }

    /**
     * Somebody moved on, perhaps this actor itself in a transaction whose answer was lost; then the
     * attempt that it began is still to be launched.
     */
    private void reload(RunnerRow current, Optional<RunnerSpec> begun) {
        int attempt = memory.state().attempt();
        memory.load(current);
        announce();
        boolean owed =
                begun.isPresent()
                        && current.status() == RunnerStatus.STARTING
                        && current.attempt().number() == attempt + 1;
        if (owed) {
            owe(begun.get());
        }
        effects.carryOut(RunnerMachine.resume(memory.state().withLaunchInFlight(owed)));
    }

    /** A change whose answer was lost may be durable: the store is asked until it tells. */
    private void doubt(CommandMeta meta, Optional<RunnerSpec> begun) {
        var settings = parts.runtime().settings();
        var pauses = new Backoff(settings.retryFirst(), settings.retryMost());
        reread(new Lost(meta, memory.row().version(), begun), pauses);
    }

    private void reread(Lost lost, Backoff pauses) {
        shell.later(
                pauses.next(),
                () ->
                        memory.row().version() == lost.version()
                                ? look(lost, pauses)
                                : Future.succeededFuture());
    }

    private Future<Void> look(Lost lost, Backoff pauses) {
        // This waits for a transaction that is still under way.
        return shell.here(
                        parts.store()
                                .carriedOut(lost.meta())
                                .compose(_ -> parts.store().find(memory.row().id())))
                .compose(
                        found -> {
                            found.filter(row -> row.version() != lost.version())
                                    .ifPresent(row -> reload(row, lost.begun()));
                            return Future.succeededFuture();
                        },
                        cause -> {
                            if (!(cause instanceof StoreUnavailable)) {
                                return Future.failedFuture(cause);
                            }
                            reread(lost, pauses);
                            return Future.succeededFuture();
                        });
    }

    private void announce() {
        var status = memory.state().status();
        effects.became(memory.row());
        shell.announce(status);
    }

    private void finish(Turn turn, Decision decision) {
        shell.at(Step.BEFORE_EFFECTS);
        if (decision.reply().isEmpty()) {
            effects.await(turn.asker());
        }
        effects.carryOut(decision.effects());
        shell.at(Step.AFTER_EFFECTS);
        decision.reply().ifPresent(turn.asker()::answer);
    }

    private static Future<Void> answered(Turn turn, RunnerReply reply) {
        turn.asker().answer(reply);
        return Future.succeededFuture();
    }

    private Instant now() {
        return parts.runtime().clock().instant();
    }
}
