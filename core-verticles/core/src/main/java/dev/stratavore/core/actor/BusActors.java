package dev.stratavore.core.actor;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.NoAnswer;
import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.wire.Unreadable;
import dev.stratavore.core.protocol.wire.WireCodec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The actors of all nodes, by the event bus: an actor of this node is asked directly, and where
 * there is none the guardian, which brings it up or passes the command on to the node that owns it.
 * Thread-safe.
 */
public final class BusActors implements Actors {
    private static final Logger LOG = LoggerFactory.getLogger(BusActors.class);

    private final Vertx vertx;
    private final NodeId node;
    private final DeliveryOptions here;
    private final DeliveryOptions anywhere;
    private final Set<MessageConsumer<?>> watches = ConcurrentHashMap.newKeySet();

    /** How the bus begins what it says of a message that no handler ever saw. */
    static final String DISCARDED = "Discarded the request";

    private volatile boolean closed;

    /** The actors as seen from a node. */
    public BusActors(Vertx vertx, NodeId node, Duration askTimeout) {
        this.vertx = vertx;
        this.node = node;
        this.anywhere = WireCodec.options().setSendTimeout(askTimeout.toMillis());
        this.here = new DeliveryOptions(anywhere).setLocalOnly(true);
    }

    @Override
    public <R extends Reply> Future<R> ask(Command<R> command) {
        if (closed) {
            return Future.succeededFuture(
                    command.refusal(
                            RefusalKind.UNAVAILABLE, "the daemon is going down", "try again"));
        }
        return request(ActorAddress.of(command), command, here)
                .recover(cause ->
                        notBegun(cause) ? askAt(node, command) : Future.failedFuture(cause))
                .recover(cause -> Future.failedFuture(noAnswer(command, cause)));
    }

    /** Asks the actor on a certain node, whose guardian brings it up where it is missing. */
    public <R extends Reply> Future<R> askAt(NodeId at, Command<R> command) {
        return request(ActorAddress.of(at), command, anywhere)
                .recover(cause ->
                        notBegun(cause)
                                ? Future.succeededFuture(Refusals.nobodyAnswers(command))
                                : Future.failedFuture(noAnswer(command, cause)));
    }

    /** Asks the actor on this node, and brings none up; empty if nobody began it. */
    public <R extends Reply> Future<Optional<R>> askHere(Command<R> command) {
        return request(ActorAddress.of(command), command, here)
                .map(Optional::of)
                .recover(cause ->
                        notBegun(cause)
                                ? Future.succeededFuture(Optional.empty())
                                : Future.failedFuture(noAnswer(command, cause)));
    }

    @Override
    public Runnable watch(RunnerId runner, Runnable nudge) {
        var watch =
                vertx.eventBus().<String>consumer(ActorAddress.changesOf(runner), _ -> nudge.run());
        watches.add(watch);
        return () -> end(watch);
    }

    @Override
    public Runnable watchEnds(Consumer<ProjectKey> nudge) {
        var watch =
                vertx.eventBus()
                        .<Long>consumer(
                                ActorAddress.ends(),
                                message -> nudge.accept(new ProjectKey(message.body())));
        watches.add(watch);
        return () -> end(watch);
    }

    @Override
    public void limitsChanged(ProjectKey project) {
        vertx.eventBus().publish(ActorAddress.ends(), project.value());
    }

    /** Ends all watches that are left, and asks no more. */
    public void close() {
        closed = true;
        List.copyOf(watches).forEach(this::end);
    }

    private void end(MessageConsumer<?> watch) {
        if (watches.remove(watch)) {
            watch.unregister()
                    .onFailure(cause ->
                            LOG.warn(
                                    "event=watch.unregister-failed address={}",
                                    watch.address(),
                                    cause));
        }
    }

    private <R extends Reply> Future<R> request(
            String address, Command<R> command, DeliveryOptions options) {
        return Future.succeededFuture()
                .compose(_ -> vertx.eventBus().<Object>request(address, command, options))
                .compose(message -> replyIn(message, command));
    }

    private static <R extends Reply> Future<R> replyIn(
            Message<Object> message, Command<R> command) {
        return switch (message.body()) {
            case Object body when command.replyType().isInstance(body) ->
                    Future.succeededFuture(command.replyType().cast(body));
            case Unreadable(String reason) -> notUnderstood(reason);
            case null, default -> notUnderstood("not a reply to this");
        };
    }

    private static <R> Future<R> notUnderstood(String why) {
        return Future.failedFuture(
                new ReplyException(ReplyFailure.ERROR, BusAsker.NOT_UNDERSTOOD, why));
    }

    private static boolean notBegun(Throwable cause) {
        return cause instanceof ReplyException failure
                && (failure.failureType() == ReplyFailure.NO_HANDLERS
                        || isDiscarded(failure)
                        || (failure.failureType() == ReplyFailure.RECIPIENT_FAILURE
                                && failure.failureCode() == BusAsker.NOT_BEGUN));
    }

    /** The consumer went before the message was handed to it; the bus calls that a timeout too. */
    private static boolean isDiscarded(ReplyException failure) {
        return failure.failureType() == ReplyFailure.TIMEOUT
                && String.valueOf(failure.getMessage()).startsWith(DISCARDED);
    }

    private static NoAnswer noAnswer(Command<?> command, Throwable cause) {
        return cause instanceof NoAnswer known
                ? known
                : new NoAnswer(
                        "no answer from " + ActorAddress.of(command) + ": " + cause.getMessage(),
                        cause);
    }
}
