package dev.stratavore.core.runner;

import dev.stratavore.core.actor.Actor;
import dev.stratavore.core.actor.ActorAddress;
import dev.stratavore.core.actor.Asker;
import dev.stratavore.core.actor.Refusals;
import dev.stratavore.core.machine.Decision;
import dev.stratavore.core.machine.RunnerMachine;
import dev.stratavore.core.machine.RunnerState;
import dev.stratavore.core.port.Step;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.store.LeaseLost;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
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
    private final FactKeeper facts;
    private final RunnerEffects effects;
    private @Nullable RunnerMemory memory;

    public RunnerActor(RunnerId id, RunnerParts parts, LaunchOrder order) {
        super(ActorAddress.of(id), RunnerCommand.class, parts.runtime());
        this.id = id;
        this.parts = parts;
        var self = new Self();
        this.facts = new FactKeeper(parts.runtime().settings(), this::handle, self::later);
        this.effects = new RunnerEffects(self, parts, order);
    }

    @Override
    protected Future<Void> recover() {
        return here(parts.store().find(id))
                .compose(found -> {
                    if (found.isEmpty()) {
                        return Future.failedFuture(new IllegalStateException("no row of " + id));
                    }
                    memory = new RunnerMemory(found.get());
                    return Future.succeededFuture();
                });
    }

    @Override
    protected Future<Void> begin() {
        if (effects.mayLaunch(memory().state())) {
            memory().launchInFlight(true);
        }
        effects.entered(memory().state().status());
        effects.carryOut(RunnerMachine.resume(memory().state()));
        return Future.succeededFuture();
    }

    @Override
    protected Future<Void> receive(RunnerCommand command, Asker<RunnerReply> asker) {
        if (isFact(command) && facts.holdsBack()) {
            facts.keep(command, asker);
            return Future.succeededFuture();
        }
        return handle(command, asker)
                .recover(cause ->
                        cause instanceof StoreUnavailable
                                ? unavailable(command, asker, cause)
                                : Future.failedFuture(cause));
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
                    return answered(asker, Refusals.leaseLost(command));
                });
    }

    private Future<Void> handle(RunnerCommand command, Asker<RunnerReply> asker, int tries) {
        var decision = RunnerMachine.decide(memory().state(), command);
        if (decision.event().isEmpty()) {
            finish(decision, asker);
            return Future.succeededFuture();
        }
        var change = memory().changeBy(decision.event().get(), parts.runtime().clock().instant());
        step(Step.BEFORE_SAVE);
        return here(parts.store().save(change, metaOf(command), !isFact(command)))
                .compose(saved ->
                        switch (saved) {
                            case RunnerStore.Saved.Done() -> {
                                step(Step.AFTER_SAVE);
                                become(change);
                                finish(decision, asker);
                                yield Future.succeededFuture();
                            }
                            case RunnerStore.Saved.Stale(var current) -> {
                                reload(current);
                                yield stale(command, asker, tries);
                            }
                            case RunnerStore.Saved.Already(var current) -> {
                                reload(current);
                                yield answered(asker, memory().now());
                            }
                            case RunnerStore.Saved.OtherCommand() ->
                                    answered(asker, Refusals.otherCommand(command));
                        });
    }

    private Future<Void> stale(RunnerCommand command, Asker<RunnerReply> asker, int tries) {
        return tries > 1
                ? handle(command, asker, tries - 1)
                : Future.failedFuture(
                        new IllegalStateException(id + " changes under every decision"));
    }

    private Future<Void> unavailable(
            RunnerCommand command, Asker<RunnerReply> asker, Throwable cause) {
        LOG.warn(
                "event=store.unavailable runner={} command={} cause={}",
                id,
                command.getClass().getSimpleName(),
                cause.getMessage());
        if (isFact(command)) {
            facts.keep(command, asker);
            return Future.succeededFuture();
        }
        return answered(asker, Refusals.databaseDown(command));
    }

    private void become(RunnerStore.Change change) {
        var from = memory().state().status();
        memory().changed(change);
        for (var event : change.events()) {
            LOG.info(
                    "event={} runner={} from={} to={} attempt={}",
                    event.type(),
                    id,
                    from.word(),
                    memory().state().status().word(),
                    memory().state().attempt());
        }
        announce();
    }

    /** Somebody moved on, perhaps this actor itself in a transaction whose answer was lost. */
    private void reload(RunnerRow current) {
        memory().load(current);
        announce();
        effects.carryOut(RunnerMachine.resume(memory().state().withLaunchInFlight(false)));
    }

    private void announce() {
        var status = memory().state().status();
        effects.entered(status);
        vertx.eventBus().publish(ActorAddress.changesOf(id), status.word());
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

    private static Future<Void> answered(Asker<RunnerReply> asker, RunnerReply reply) {
        asker.answer(reply);
        return Future.succeededFuture();
    }

    private RunnerMemory memory() {
        return Objects.requireNonNull(memory, "before it was read");
    }

    private CommandMeta metaOf(RunnerCommand command) {
        return command instanceof RunnerCommand.Stop stop
                ? stop.meta()
                : new CommandMeta(parts.runtime().ids().uuid(), "", Principal.SYSTEM, "");
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
            return memory().state();
        }

        @Override
        public void launchGivenUp() {
            memory().launchInFlight(false);
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
