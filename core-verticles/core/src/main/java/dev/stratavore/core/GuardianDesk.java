package dev.stratavore.core;

import dev.stratavore.core.actor.ActorDown;
import dev.stratavore.core.actor.BusActors;
import dev.stratavore.core.actor.BusAsker;
import dev.stratavore.core.actor.Refusals;
import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.wire.Unreadable;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.Message;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where commands come whose actor is not up on the asking node: brings it up from the store, or
 * passes the command on to the node that owns the runner, and answers what the actor answers. Works
 * on the guardian's context.
 */
final class GuardianDesk implements Handler<Message<Object>> {
    private static final Logger LOG = LoggerFactory.getLogger(GuardianDesk.class);

    private final Context context;
    private final CoreParts parts;
    private final Nursery nursery;
    private final BusActors actors;

    GuardianDesk(Context context, CoreParts parts, Nursery nursery, BusActors actors) {
        this.context = context;
        this.parts = parts;
        this.nursery = nursery;
        this.actors = actors;
    }

    @Override
    public void handle(Message<Object> message) {
        switch (message.body()) {
            case Command<?> command -> serve(command, message);
            case Unreadable(String reason) -> message.fail(BusAsker.NOT_UNDERSTOOD, reason);
            case null, default -> message.fail(BusAsker.NOT_UNDERSTOOD, "not a command");
        }
    }

    private <R extends Reply> void serve(Command<R> command, Message<Object> message) {
        var asker = new BusAsker<R>(message);
        answer(command)
                .compose(answer ->
                        answer.isPresent()
                                ? Future.succeededFuture(answer)
                                // It failed just now; this time its successor is awaited.
                                : answer(command))
                .onComplete(
                        answer ->
                                asker.answer(
                                        answer.orElseGet(() -> Refusals.nobodyAnswers(command))),
                        cause -> asker.outcomeUnknown(String.valueOf(cause.getMessage())));
    }

    /** Empty when the actor went before it began. */
    private <R extends Reply> Future<Optional<R>> answer(Command<R> command) {
        return way(command)
                .recover(cause -> Future.succeededFuture(answering(refusal(command, cause))))
                .compose(Supplier::get);
    }

    /** How to come to the actor's answer, once it is up if it belongs here. */
    private <R extends Reply> Future<Supplier<Future<Optional<R>>>> way(Command<R> command) {
        return switch (command) {
            case RunnerCommand to ->
                    here(parts.stores().runners().find(to.runner()))
                            .compose(found ->
                                    found.map(row -> wayTo(command, row))
                                            .orElseGet(
                                                    () -> nowhere(command, to.runner().value())));
            case ProjectCommand to ->
                    here(parts.stores().projects().find(to.project()))
                            .compose(found ->
                                    found.isEmpty()
                                            ? nowhere(command, "such project")
                                            : nursery.project(to.project())
                                                    .map(_ -> asking(command)));
        };
    }

    private <R extends Reply> Future<Supplier<Future<Optional<R>>>> wayTo(
            Command<R> command, RunnerRow row) {
        return row.node().equals(parts.node())
                ? nursery.runner(row.id()).map(_ -> asking(command))
                : Future.succeededFuture(() -> actors.askAt(row.node(), command).map(Optional::of));
    }

    private <R extends Reply> Supplier<Future<Optional<R>>> asking(Command<R> command) {
        return () -> actors.askHere(command);
    }

    private static <R extends Reply> Supplier<Future<Optional<R>>> answering(R reply) {
        return () -> Future.succeededFuture(Optional.of(reply));
    }

    private static <R extends Reply> Future<Supplier<Future<Optional<R>>>> nowhere(
            Command<R> command, String what) {
        return Future.succeededFuture(answering(noSuch(command, what)));
    }

    private static <R extends Reply> R noSuch(Command<R> command, String what) {
        return command.refusal(
                RefusalKind.NOT_FOUND,
                "there is no " + what,
                "'stratavore runners --all' and 'stratavore projects' list what there is");
    }

    private static <R extends Reply> R refusal(Command<R> command, Throwable cause) {
        return switch (cause) {
            case StoreUnavailable _ -> Refusals.databaseDown(command);
            case ActorDown down -> Refusals.down(command, String.valueOf(down.getMessage()));
            default -> {
                LOG.warn(
                        "event=actor.not-up command={}", command.getClass().getSimpleName(), cause);
                yield command.refusal(
                        RefusalKind.UNAVAILABLE,
                        "the actor cannot be brought up now",
                        "try again in a moment");
            }
        };
    }

    private <T> Future<T> here(Future<T> future) {
        var promise = Promise.<T>promise();
        future.onComplete(
                result -> context.runOnContext(_ -> promise.complete(result)),
                cause -> context.runOnContext(_ -> promise.fail(cause)));
        return promise.future();
    }
}
