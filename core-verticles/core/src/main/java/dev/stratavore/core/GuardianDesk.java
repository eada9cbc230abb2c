package dev.stratavore.core;

import dev.stratavore.core.actor.ActorDown;
import dev.stratavore.core.actor.BusActors;
import dev.stratavore.core.protocol.GuardianCommand;
import dev.stratavore.core.protocol.GuardianReply;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.wire.WireCodec;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what the guardian is asked, on its context. */
final class GuardianDesk implements Handler<Message<Object>> {
    private static final Logger LOG = LoggerFactory.getLogger(GuardianDesk.class);
    private static final int NOT_UNDERSTOOD = 2;

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
        if (!(message.body() instanceof GuardianCommand command)) {
            message.fail(NOT_UNDERSTOOD, "not a command of a guardian");
            return;
        }
        answer(command)
                .otherwise(cause -> refusal(command, cause))
                .onSuccess(reply -> message.reply(reply, WireCodec.options()));
    }

    private Future<GuardianReply> answer(GuardianCommand command) {
        return switch (command) {
            case GuardianCommand.WakeRunner wake -> wakeRunner(wake);
            case GuardianCommand.WakeProject(var project) -> wakeProject(project);
        };
    }

    private Future<GuardianReply> wakeRunner(GuardianCommand.WakeRunner wake) {
        return here(parts.stores().runners().find(wake.runner()))
                .compose(found ->
                        found.map(row -> wakeRunner(wake, row))
                                .orElseGet(() -> noRunner(wake.runner())));
    }

    private Future<GuardianReply> wakeRunner(GuardianCommand.WakeRunner wake, RunnerRow row) {
        if (!row.node().equals(parts.node())) {
            return actors.askGuardian(row.node(), wake);
        }
        return nursery.runner(wake.runner()).map(_ -> new GuardianReply.Up());
    }

    private Future<GuardianReply> wakeProject(ProjectKey project) {
        return here(parts.stores().projects().find(project))
                .compose(found ->
                        found.isPresent()
                                ? nursery.project(project).map(_ -> new GuardianReply.Up())
                                : refused(
                                        RefusalKind.NOT_FOUND,
                                        "there is no such project",
                                        "see 'stratavore projects'"));
    }

    private static Future<GuardianReply> noRunner(RunnerId runner) {
        return refused(
                RefusalKind.NOT_FOUND,
                "there is no runner " + runner,
                "see 'stratavore runners --all'");
    }

    private static Future<GuardianReply> refused(RefusalKind kind, String reason, String hint) {
        return Future.succeededFuture(new GuardianReply.Refused(kind, reason, hint));
    }

    private static GuardianReply refusal(GuardianCommand command, Throwable cause) {
        return switch (cause) {
            case StoreUnavailable _ ->
                    new GuardianReply.Refused(
                            RefusalKind.UNAVAILABLE,
                            "the database does not answer",
                            "try again in a moment");
            case ActorDown down ->
                    new GuardianReply.Refused(
                            RefusalKind.UNAVAILABLE,
                            String.valueOf(down.getMessage()),
                            "see the daemon's log; a restart of the daemon tries again");
            default -> {
                LOG.warn("event=wake.failed command={}", command, cause);
                yield new GuardianReply.Refused(
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
