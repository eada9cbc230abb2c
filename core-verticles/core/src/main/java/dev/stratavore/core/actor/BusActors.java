package dev.stratavore.core.actor;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.NoAnswer;
import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.GuardianCommand;
import dev.stratavore.core.protocol.GuardianReply;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.wire.Unreadable;
import dev.stratavore.core.protocol.wire.WireCodec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The actors of all nodes, by the event bus. Thread-safe. */
public final class BusActors implements Actors {
    private static final Logger LOG = LoggerFactory.getLogger(BusActors.class);

    /** A registration on another node is seen here a little after it is confirmed there. */
    private static final List<Duration> REGISTRATION_LAG =
            List.of(Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(250));

    private final Vertx vertx;
    private final NodeId node;
    private final DeliveryOptions options;
    private final Set<MessageConsumer<String>> watches = ConcurrentHashMap.newKeySet();

    /** The actors as seen from a node, whose guardian brings up those that are missing. */
    public BusActors(Vertx vertx, NodeId node, Duration askTimeout) {
        this.vertx = vertx;
        this.node = node;
        this.options = WireCodec.options().setSendTimeout(askTimeout.toMillis());
    }

    @Override
    public <R extends Reply> Future<R> ask(Command<R> command) {
        return ask(addressOf(command), command);
    }

    @Override
    public Runnable watch(RunnerId runner, Runnable nudge) {
        var watch =
                vertx.eventBus().<String>consumer(ActorAddress.changesOf(runner), _ -> nudge.run());
        watches.add(watch);
        return () -> end(watch);
    }

    /** Ends all watches that are left. */
    public void close() {
        List.copyOf(watches).forEach(this::end);
    }

    /** Asks the guardian of some node. */
    public Future<GuardianReply> askGuardian(NodeId of, GuardianCommand command) {
        return ask(ActorAddress.of(of), command);
    }

    private void end(MessageConsumer<String> watch) {
        if (watches.remove(watch)) {
            watch.unregister()
                    .onFailure(cause ->
                            LOG.warn(
                                    "event=watch.unregister-failed address={}",
                                    watch.address(),
                                    cause));
        }
    }

    private <R extends Reply> Future<R> ask(String address, Command<R> command) {
        return request(address, command)
                .recover(cause ->
                        mayTryAgain(cause)
                                ? wakeAndAsk(address, command)
                                : Future.failedFuture(cause))
                .recover(cause -> Future.failedFuture(noAnswer(address, cause)));
    }

    private <R extends Reply> Future<R> wakeAndAsk(String address, Command<R> command) {
        var wake = wakeFor(command);
        if (wake.isEmpty()) {
            return Future.succeededFuture(unreachable(address, command));
        }
        return askGuardian(node, wake.get())
                .compose(reply ->
                        switch (reply) {
                            case GuardianReply.Up() -> askAgain(address, command, REGISTRATION_LAG);
                            case GuardianReply.Refused(var kind, var reason, var hint) ->
                                    Future.succeededFuture(command.refusal(kind, reason, hint));
                        });
    }

    private <R extends Reply> Future<R> askAgain(
            String address, Command<R> command, List<Duration> pauses) {
        return request(address, command)
                .recover(cause -> {
                    if (!mayTryAgain(cause)) {
                        return Future.failedFuture(cause);
                    }
                    if (pauses.isEmpty()) {
                        return Future.succeededFuture(unreachable(address, command));
                    }
                    var rest = pauses.subList(1, pauses.size());
                    return vertx.timer(pauses.getFirst().toMillis())
                            .compose(_ -> askAgain(address, command, rest));
                });
    }

    private <R extends Reply> Future<R> request(String address, Command<R> command) {
        return vertx.eventBus()
                .<Object>request(address, command, options)
                .compose(message -> {
                    var body = message.body();
                    if (command.replyType().isInstance(body)) {
                        return Future.succeededFuture(command.replyType().cast(body));
                    }
                    var what =
                            body instanceof Unreadable(String reason)
                                    ? reason
                                    : "not a reply to this";
                    return Future.failedFuture(
                            new ReplyException(ReplyFailure.ERROR, BusAsker.NOT_UNDERSTOOD, what));
                });
    }

    /** Whether the command certainly was not begun. */
    private static boolean mayTryAgain(Throwable cause) {
        return cause instanceof ReplyException failure
                && (failure.failureType() == ReplyFailure.NO_HANDLERS
                        || (failure.failureType() == ReplyFailure.RECIPIENT_FAILURE
                                && failure.failureCode() == BusAsker.NOT_BEGUN));
    }

    private static <R extends Reply> R unreachable(String address, Command<R> command) {
        return command.refusal(
                RefusalKind.UNAVAILABLE, "nobody answers at " + address, "try again in a moment");
    }

    private static NoAnswer noAnswer(String address, Throwable cause) {
        return cause instanceof NoAnswer known
                ? known
                : new NoAnswer("no answer from " + address + ": " + cause.getMessage(), cause);
    }

    private String addressOf(Command<?> command) {
        return switch (command) {
            case RunnerCommand to -> ActorAddress.of(to.runner());
            case ProjectCommand to -> ActorAddress.of(to.project());
            case GuardianCommand _ -> ActorAddress.of(node);
        };
    }

    private static Optional<GuardianCommand> wakeFor(Command<?> command) {
        return switch (command) {
            case RunnerCommand to -> Optional.of(new GuardianCommand.WakeRunner(to.runner()));
            case ProjectCommand to -> Optional.of(new GuardianCommand.WakeProject(to.project()));
            case GuardianCommand _ -> Optional.empty();
        };
    }
}
