package dev.stratavore.core.actor;

import dev.stratavore.core.port.Step;
import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.wire.Unreadable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A verticle that handles one command at a time from a bounded mailbox. A handler that throws, or
 * whose future fails, takes it down: its {@link Supervisor} makes a new one from the store.
 * Everything but the constructor runs on its own context.
 *
 * @param <R> what it answers
 * @param <C> what it is told
 */
public abstract class Actor<R extends Reply, C extends Command<R>> extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(Actor.class);

    private final String address;
    private final Class<C> commands;
    private final ActorRuntime runtime;
    private final TimerSet timers;
    private final Mailbox mailbox;
    private @Nullable Guardian guardian;
    private boolean gone;

    @SuppressWarnings("this-escape") // the mailbox calls back after deployment at the earliest
    protected Actor(String address, Class<C> commands, ActorRuntime runtime) {
        this.address = address;
        this.commands = commands;
        this.runtime = runtime;
        this.timers = new TimerSet(runtime.timers());
        this.mailbox =
                new Mailbox(
                        runtime.settings().mailboxCapacity(),
                        job -> context.runOnContext(_ -> job.run()),
                        this::crashed);
    }

    /** Reads its state from the store; what it fails with keeps the actor from starting. */
    protected abstract Future<Void> recover();

    /** The first turn, when commands can reach it: what a predecessor may have left undone. */
    protected abstract Future<Void> begin();

    /** Handles a command; the next one waits until the future completes. */
    protected abstract Future<Void> receive(C command, Asker<R> asker);

    /** Its end, by whatever cause: waiters outside the mailbox are told here. */
    protected void ended() {}

    @Override
    public final Future<?> start() {
        return recover()
                .onSuccess(_ -> {
                    mailbox.put(new Turn(this::begin));
                    mailbox.open();
                });
    }

    @Override
    public final Future<?> stop() {
        gone = true;
        timers.close();
        mailbox.close().forEach(Mailbox.Job::drop);
        ended();
        return settled();
    }

    /** A message from the event bus; may be called from any thread, once it is deployed. */
    final void deliver(Message<Object> message) {
        context.runOnContext(_ -> arrived(message));
    }

    /** The turn under way is over, or has had the time that an asker would give it. */
    private Future<Void> settled() {
        var over = Promise.<Void>promise();
        var cancel =
                runtime.timers()
                        .after(
                                runtime.settings().askTimeout(),
                                () -> {
                                    if (over.tryComplete()) {
                                        LOG.warn("event=actor.turn-cut-off address={}", address);
                                    }
                                });
        mailbox.settled()
                .onComplete(_ -> {
                    cancel.run();
                    over.tryComplete();
                });
        return over.future();
    }

    /** Where it is reached. */
    public final String address() {
        return address;
    }

    final void superviseBy(Guardian supervisor) {
        guardian = supervisor;
    }

    /** Another turn of its own, behind what waits. */
    protected final void enqueue(Supplier<Future<Void>> turn) {
        mailbox.put(new Turn(turn));
    }

    /** Tells itself something. */
    protected final void tellSelf(C command) {
        enqueue(() -> receive(command, Asker.nobody()));
    }

    /** The future again, completing on this actor's context whoever completes it. */
    protected final <T> Future<T> here(Future<T> future) {
        var promise = Promise.<T>promise();
        future.onComplete((result, cause) ->
                context.runOnContext(_ -> {
                    if (cause == null) {
                        promise.complete(result);
                    } else {
                        promise.fail(cause);
                    }
                }));
        return promise.future();
    }

    protected final void step(Step step) {
        runtime.steps().at(step, address);
    }

    protected final ActorRuntime runtime() {
        return runtime;
    }

    /** Timers that end with the actor. */
    protected final TimerSet timers() {
        return timers;
    }

    /** Whether nothing waits and nothing is being done. */
    protected final boolean idle() {
        return mailbox.idle();
    }

    /** Asks to be undeployed, since there is nothing left to do. */
    protected final void retire() {
        if (guardian != null) {
            guardian.retired(this);
        }
    }

    private void arrived(Message<Object> message) {
        switch (message.body()) {
            case Unreadable(String reason) -> message.fail(BusAsker.NOT_UNDERSTOOD, reason);
            case Object body when commands.isInstance(body) -> accept(commands.cast(body), message);
            case null, default ->
                    message.fail(BusAsker.NOT_UNDERSTOOD, "not a command of " + address);
        }
    }

    private void accept(C command, Message<Object> message) {
        var asker = new BusAsker<R>(message);
        if (gone) {
            asker.notBegun();
        } else if (!mailbox.offer(new Order(command, asker))) {
            asker.answer(Refusals.busy(command));
        }
    }

    private void crashed(Throwable cause) {
        gone = true;
        mailbox.close().forEach(Mailbox.Job::drop);
        LOG.error("event=actor.failed address={}", address, cause);
        if (guardian != null) {
            guardian.crashed(this, cause);
        }
    }

    /** A command with whoever waits for its answer. */
    private final class Order implements Mailbox.Job {
        private final C command;
        private final Asker<R> asker;

        Order(C command, Asker<R> asker) {
            this.command = command;
            this.asker = asker;
        }

        @Override
        public Future<Void> run() {
            return receive(command, asker);
        }

        @Override
        public void drop() {
            asker.notBegun();
        }

        @Override
        public void abandon(Throwable cause) {
            asker.outcomeUnknown(address + " failed: " + cause.getClass().getSimpleName());
        }
    }

    /** A turn that nobody waits for. */
    private record Turn(Supplier<Future<Void>> work) implements Mailbox.Job {
        @Override
        public Future<Void> run() {
            return work.get();
        }

        @Override
        public void drop() {}

        @Override
        public void abandon(Throwable cause) {}
    }
}
