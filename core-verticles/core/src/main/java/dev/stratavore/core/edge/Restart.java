package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.api.v1.KillRequest;
import dev.stratavore.api.v1.RestartReply;
import dev.stratavore.api.v1.RestartRequest;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;

/**
 * Starts a runner again, after ending it where it is live. A repetition of the command, after a
 * lost answer for instance, neither ends nor starts it a second time.
 */
final class Restart implements Unary<RestartRequest, RestartReply> {
    private final Vertx vertx;
    private final RunnerLookup runners;
    private final Asking actors;
    private final Following following;
    private final RunnerStore store;
    private final EdgeOptions.Timing timing;
    private final RunnerMessages messages;

    Restart(
            Vertx vertx,
            RunnerLookup runners,
            Asking actors,
            Following following,
            RunnerStore store,
            EdgeOptions.Timing timing,
            RunnerMessages messages) {
        this.vertx = vertx;
        this.runners = runners;
        this.actors = actors;
        this.following = following;
        this.store = store;
        this.timing = timing;
        this.messages = messages;
    }

    @Override
    public Future<RestartReply> answer(RestartRequest request, Caller caller) {
        var meta = CommandMetas.of(request.getCommandId(), body(request), caller);
        var environment = Environments.of(request.getEnvList());
        var stop = stopOrder(request, meta);
        return runners.one(request.getRunner(), request.getProject())
                .compose(row ->
                        store.carriedOut(meta)
                                .compose(before ->
                                        switch (before) {
                                            case OUT -> Future.succeededFuture(row);
                                            case OTHER_COMMAND -> throw otherCommand();
                                            case NOT -> again(row, meta, environment, stop);
                                        }))
                .compose(row -> settled(row.id()))
                .map(row -> RestartReply.newBuilder().setRunner(messages.of(row)).build());
    }

    private Future<RunnerRow> again(
            RunnerRow row, CommandMeta meta, Map<String, String> environment, StopOrder stop) {
        return ended(row, stop)
                .compose(_ -> begin(new RunnerCommand.Restart(row.id(), meta, environment)));
    }

    private static Refused otherCommand() {
        return Refused.of(Reason.CONFLICT, "the command id was used for another request");
    }

    /** Values of the environment may be secret. */
    private static RestartRequest body(RestartRequest request) {
        return request.toBuilder().clearCommandId().clearEnv().build();
    }

    private StopOrder stopOrder(RestartRequest request, CommandMeta meta) {
        var kill =
                KillRequest.newBuilder()
                        .setForce(request.getForce())
                        .setTimeoutMs(request.getTimeoutMs())
                        .build();
        return StopOrder.of(kill, meta, timing.stopGrace());
    }

    /** One that is stopping already is refused by its actor. */
    private Future<RunnerRow> ended(RunnerRow row, StopOrder stop) {
        return switch (row.status()) {
            case STARTING, RUNNING, PAUSED -> {
                Duration confirmation = timing.stopConfirmation();
                yield new Stopper(vertx, actors, following, stop, confirmation)
                        .stop(Future.succeededFuture(row))
                        .map(Stopper.End::row);
            }
            case STOPPING, TERMINATED, FAILED -> Future.succeededFuture(row);
        };
    }

    private Future<RunnerRow> begin(RunnerCommand.Restart command) {
        return actors.ask(command)
                .compose(reply ->
                        switch (reply) {
                            case RunnerReply.Now _ -> found(command.runner());
                            case RunnerReply.Refused(var kind, var reason, var hint) ->
                                    throw Refusals.of(kind, reason, hint);
                        });
    }

    /** That nobody tells that it started changes nothing of the row, which says how it is. */
    private Future<RunnerRow> settled(RunnerId id) {
        return actors.ask(new RunnerCommand.AwaitStarted(id)).transform(_ -> found(id));
    }

    private Future<RunnerRow> found(RunnerId id) {
        return store.find(id).map(row -> row.orElseThrow(() -> RunnerLookup.notFound(id.value())));
    }
}
