package dev.stratavore.core.runner;

import dev.stratavore.core.actor.Actor;
import dev.stratavore.core.actor.ActorAddress;
import dev.stratavore.core.actor.Asker;
import dev.stratavore.core.actor.Refusals;
import dev.stratavore.core.machine.RunnerState;
import dev.stratavore.core.port.Step;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.LeaseLost;
import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One runner. While the store does not answer, what users ask is refused and nothing changes; what
 * the host told is kept and tried again until it is durable, since a process dies only once.
 */
public final class RunnerActor extends Actor<RunnerReply, RunnerCommand> {
    private static final Logger LOG = LoggerFactory.getLogger(RunnerActor.class);

    /** A clock that was set back must not keep away what is due at a time. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final RunnerId id;
    private final RunnerParts parts;
    private final FactKeeper facts;
    private final RunnerEffects effects;
    private final Self self = new Self();
    private @Nullable RunnerMemory memory;
    private @Nullable RunnerTurns turns;

    public RunnerActor(RunnerId id, RunnerParts parts, LaunchOrder order) {
        super(ActorAddress.of(id), RunnerCommand.class, parts.runtime());
        this.id = id;
        this.parts = parts;
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
                    var read = new RunnerMemory(found.get());
                    memory = read;
                    turns =
                            new RunnerTurns(
                                    self, parts, effects, read, new NextAttempt(vertx, parts));
                    return Future.succeededFuture();
                });
    }

    @Override
    protected Future<Void> begin() {
        turns().begin();
        return Future.succeededFuture();
    }

    @Override
    protected Future<Void> receive(RunnerCommand command, Asker<RunnerReply> asker) {
        if (Kinds.isFact(command) && facts.holdsBack()) {
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
        effects.drop();
    }

    private Future<Void> handle(RunnerCommand command, Asker<RunnerReply> asker) {
        return turns().take(command, asker)
                .recover(cause -> {
                    if (!(cause instanceof LeaseLost)) {
                        return Future.failedFuture(cause);
                    }
                    LOG.debug("event=lease.lost runner={} cause={}", id, cause.toString());
                    asker.answer(Refusals.leaseLost(command));
                    return Future.succeededFuture();
                });
    }

    private Future<Void> unavailable(
            RunnerCommand command, Asker<RunnerReply> asker, Throwable cause) {
        LOG.warn(
                "event=store.unavailable runner={} command={} cause={}",
                id,
                command.getClass().getSimpleName(),
                cause.getMessage());
        if (Kinds.isFact(command)) {
            facts.keep(command, asker);
        } else {
            asker.answer(Refusals.databaseDown(command));
        }
        return Future.succeededFuture();
    }

    private RunnerTurns turns() {
        return Objects.requireNonNull(turns, "before its row was read");
    }

    /** What turns and effects may do with this actor. */
    private final class Self implements RunnerEffects.Owner, RunnerTurns.Shell {
        @Override
        public <T> Future<T> here(Future<T> future) {
            return RunnerActor.this.here(future);
        }

        @Override
        public void announce(RunnerStatus status) {
            vertx.eventBus().publish(ActorAddress.changesOf(id), status.word());
            if (status.ended()) {
                vertx.eventBus().publish(ActorAddress.ends(), read().row().project().value());
            }
        }

        @Override
        public void tell(RunnerCommand fact) {
            tellSelf(fact);
        }

        @Override
        public void later(Duration delay, Supplier<Future<Void>> turn) {
            var _ = timers().after(delay, () -> enqueue(turn));
        }

        @Override
        public Duration until(Instant then) {
            var delay = Duration.between(parts.runtime().clock().instant(), then);
            if (delay.isNegative()) {
                return Duration.ZERO;
            }
            return delay.compareTo(LONGEST_WAIT) < 0 ? delay : LONGEST_WAIT;
        }

        @Override
        public <T> void outcome(Future<T> future, Function<AsyncResult<T>, Future<Void>> turn) {
            here(future).onComplete(result -> enqueue(() -> turn.apply(result)));
        }

        @Override
        public Runnable watchPlaces(Consumer<ProjectKey> nudge) {
            var watch =
                    vertx.eventBus()
                            .<Long>consumer(
                                    ActorAddress.ends(),
                                    message -> nudge.accept(new ProjectKey(message.body())));
            return () ->
                    watch.unregister()
                            .onFailure(cause ->
                                    LOG.warn("event=watch.unregister-failed runner={}", id, cause));
        }

        @Override
        public void at(Step step) {
            step(step);
        }

        @Override
        public RunnerState state() {
            return read().state();
        }

        @Override
        public void launchGivenUp() {
            read().launchInFlight(false);
        }

        private RunnerMemory read() {
            return Objects.requireNonNull(memory, "before it was read");
        }

        @Override
        public void goWhenQuiet(Duration linger) {
            var _ = timers().after(linger, () -> goIfQuiet(linger));
        }

        private void goIfQuiet(Duration linger) {
            if (!effects.retiring()) {
                return;
            }
            if (idle()) {
                retire();
            } else {
                goWhenQuiet(linger);
            }
        }
    }
}
