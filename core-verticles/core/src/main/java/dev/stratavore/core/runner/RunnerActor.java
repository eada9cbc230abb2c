package dev.stratavore.core.runner;

import dev.stratavore.core.actor.Actor;
import dev.stratavore.core.actor.ActorAddress;
import dev.stratavore.core.actor.Asker;
import dev.stratavore.core.actor.Backoff;
import dev.stratavore.core.machine.Decision;
import dev.stratavore.core.machine.RunnerMachine;
import dev.stratavore.core.machine.RunnerState;
import dev.stratavore.core.port.Step;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.store.LeaseLost;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One runner: decide, one transaction, evolve, effects, reply. While the store does not answer,
 * what users ask is refused and nothing changes; what the host told is kept and tried again until
 * it is durable, since a process dies only once.
 */
public final class RunnerActor extends Actor<RunnerReply, RunnerCommand> {
    private static final Logger LOG = LoggerFactory.getLogger(RunnerActor.class);

    /** How often a decision may find that somebody else changed the row before it gives up. */
    private static final int MAX_STALE = 5;

    private final RunnerId id;
    private final RunnerParts parts;
    private final FactQueue facts;
    private final Backoff factPauses;
    private final RunnerEffects effects;
    private @Nullable RunnerRow row;
    private @Nullable RunnerState state;

    public RunnerActor(RunnerId id, RunnerParts parts, LaunchOrder order) {
        super(ActorAddress.of(id), RunnerCommand.class, parts.runtime());
        this.id = id;
        this.parts = parts;
        var settings = parts.runtime().settings();
        this.facts = new FactQueue(settings.mailboxCapacity());
        this.factPauses = new Backoff(settings.retryFirst(), settings.retryMost());
        this.effects = new RunnerEffects(new Self(), parts, order);
    }

    @Override
    protected Future<Void> recover() {
        return here(parts.store().find(id))
                .map(found -> {
                    load(found.orElseThrow(() -> new IllegalStateException("no row of " + id)));
                    return null;
                });
    }

    @Override
    protected Future<Void> begin() {
        if (effects.mayLaunch(state())) {
            state = state().withLaunchInFlight(true);
        }
        effects.entered(state().status());
        effects.carryOut(RunnerMachine.resume(state()));
        return Future.succeededFuture();
    }

    @Override
    protected Future<Void> receive(RunnerCommand command, Asker<RunnerReply> asker) {
        if (isFact(command) && !facts.isEmpty()) {
            keep(command, asker);
            return Future.succeededFuture();
        }
        return handle(command, asker)
                .recover(cause -> {
                    if (!(cause instanceof StoreUnavailable)) {
                        return Future.failedFuture(cause);
                    }
                    return unavailable(command, asker, cause);
                });
    }

    @Override
    protected void ended() {
        facts.drop();
        effects.dropWaiters();
    }

    private Future<Void> handle(RunnerCommand command, Asker<RunnerReply> asker) {
        return handle(command, asker, MAX_STALE)
                .recover(cause -> {
                    if (!(cause instanceof LeaseLost)) {
                        return Future.failedFuture(cause);
                    }
                    LOG.error("event=lease.lost runner={} cause={}", id, cause.toString());
                    asker.answer(
                            command.refusal(
                                    RefusalKind.UNAVAILABLE,
                                    "another daemon of this node has taken over",
                                    "ask again"));
                    return Future.succeededFuture();
                });
    }

    private Future<Void> handle(RunnerCommand command, Asker<RunnerReply> asker, int tries) {
        var decision = RunnerMachine.decide(state(), command);
        if (decision.event().isEmpty()) {
            finish(decision, asker);
            return Future.succeededFuture();
        }
        var event = decision.event().get();
        var before = row();
        var next = RunnerMachine.evolve(state(), event);
        var at = parts.runtime().clock().instant();
        var after = RunnerRows.with(before, next, at);
        step(Step.BEFORE_SAVE);
        var change = new RunnerStore.Change(before, after, List.of(event), at);
        return here(parts.store().save(change, metaOf(command), fromClient(command)))
                .compose(saved ->
                        switch (saved) {
                            case RunnerStore.Saved.Done() -> {
                                step(Step.AFTER_SAVE);
                                become(after, next, event);
                                finish(decision, asker);
                                yield Future.succeededFuture();
                            }
                            case RunnerStore.Saved.Stale(var current) -> {
                                reload(current);
                                yield stale(command, asker, tries);
                            }
                            case RunnerStore.Saved.Already(var current) -> {
                                reload(current);
                                asker.answer(now());
                                yield Future.succeededFuture();
                            }
                            case RunnerStore.Saved.OtherCommand() -> {
                                asker.answer(
                                        command.refusal(
                                                RefusalKind.CONFLICT,
                                                "the command id was used for something" + " else",
                                                "every command needs an id of its own"));
                                yield Future.succeededFuture();
                            }
                        });
    }

    private Future<Void> stale(RunnerCommand command, Asker<RunnerReply> asker, int tries) {
        if (tries > 1) {
            return handle(command, asker, tries - 1);
        }
        if (isFact(command)) {
            return Future.failedFuture(
                    new IllegalStateException("the row changes under every decision"));
        }
        asker.answer(
                command.refusal(
                        RefusalKind.UNAVAILABLE,
                        id + " is being changed elsewhere",
                        "try again in a moment"));
        return Future.succeededFuture();
    }

    private Future<Void> unavailable(
            RunnerCommand command, Asker<RunnerReply> asker, Throwable cause) {
        LOG.warn(
                "event=store.unavailable runner={} command={} cause={}",
                id,
                command.getClass().getSimpleName(),
                cause.getMessage());
        if (isFact(command)) {
            keep(command, asker);
            retryFactsLater();
        } else {
            asker.answer(
                    command.refusal(
                            RefusalKind.UNAVAILABLE,
                            "the database does not answer",
                            "try again in a moment"));
        }
        return Future.succeededFuture();
    }

    private void keep(RunnerCommand fact, Asker<RunnerReply> asker) {
        if (!facts.add(fact, asker)) {
            asker.answer(
                    fact.refusal(
                            RefusalKind.LIMIT,
                            "too many wait for the database already",
                            "try again in a moment"));
        }
    }

    private void retryFactsLater() {
        var _ = timers().after(factPauses.next(), () -> enqueue(this::retryFacts));
    }

    private Future<Void> retryFacts() {
        var entry = facts.first();
        if (entry.isEmpty()) {
            factPauses.reset();
            return Future.succeededFuture();
        }
        return handle(entry.get().fact(), entry.get())
                .compose(_ -> {
                    facts.removeFirst();
                    return retryFacts();
                })
                .recover(cause -> {
                    if (!(cause instanceof StoreUnavailable)) {
                        return Future.failedFuture(cause);
                    }
                    retryFactsLater();
                    return Future.succeededFuture();
                });
    }

    private void become(RunnerRow after, RunnerState next, RunnerEvent event) {
        LOG.info(
                "event={} runner={} from={} to={} attempt={}",
                event.type(),
                id,
                state().status().word(),
                next.status().word(),
                next.attempt());
        row = after;
        state = next;
        announce();
        effects.entered(next.status());
    }

    private void finish(Decision decision, Asker<RunnerReply> asker) {
        step(Step.BEFORE_EFFECTS);
        if (decision.reply().isEmpty()) {
            effects.await(asker);
        }
        effects.carryOut(decision.effects());
        step(Step.AFTER_EFFECTS);
        decision.reply().ifPresent(asker::answer);
    }

    private void load(RunnerRow loaded) {
        row = loaded;
        state = RunnerRows.stateOf(loaded);
    }

    /** Somebody moved on, perhaps this actor itself in a transaction whose answer was lost. */
    private void reload(RunnerRow current) {
        boolean inFlight = state().launchInFlight() && !current.status().ended();
        load(current);
        announce();
        effects.entered(current.status());
        effects.carryOut(RunnerMachine.resume(state()));
        state = state().withLaunchInFlight(inFlight);
    }

    private void announce() {
        vertx.eventBus().publish(ActorAddress.changesOf(id), state().status().word());
    }

    private RunnerReply now() {
        return new RunnerReply.Now(state().status(), state().attempt());
    }

    private RunnerState state() {
        return Objects.requireNonNull(state, "before it was read");
    }

    private RunnerRow row() {
        return Objects.requireNonNull(row, "before it was read");
    }

    private CommandMeta metaOf(RunnerCommand command) {
        return command instanceof RunnerCommand.Stop stop
                ? stop.meta()
                : new CommandMeta(parts.runtime().ids().uuid(), "", Principal.SYSTEM, "");
    }

    private static boolean fromClient(RunnerCommand command) {
        return !isFact(command);
    }

    private static boolean isFact(RunnerCommand command) {
        return switch (command) {
            case RunnerCommand.AwaitStarted _, RunnerCommand.Stop _ -> false;
            case RunnerCommand.HostStarted _,
                    RunnerCommand.HostRefused _,
                    RunnerCommand.HostExited _,
                    RunnerCommand.HostForgot _,
                    RunnerCommand.StopTimedOut _ ->
                    true;
        };
    }

    /** What the effects may do with this actor. */
    private final class Self implements RunnerEffects.Owner {
        @Override
        public void tell(RunnerCommand fact) {
            tellSelf(fact);
        }

        @Override
        public void later(Duration delay, Supplier<Future<Void>> turn) {
            var _ = timers().after(delay, () -> enqueue(turn));
        }

        @Override
        public <T> void outcome(Future<T> future, Function<AsyncResult<T>, Future<Void>> turn) {
            here(future).onComplete(result -> enqueue(() -> turn.apply(result)));
        }

        @Override
        public void at(Step step) {
            step(step);
        }

        @Override
        public RunnerState state() {
            return RunnerActor.this.state();
        }

        @Override
        public void launchGivenUp() {
            state = RunnerActor.this.state().withLaunchInFlight(false);
        }

        @Override
        public void goWhenQuiet(Duration linger) {
            var _ =
                    timers().after(
                                    linger,
                                    () -> {
                                        if (idle()) {
                                            retire();
                                        } else {
                                            goWhenQuiet(linger);
                                        }
                                    });
        }
    }
}
