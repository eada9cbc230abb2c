package dev.stratavore.core.edge;

import dev.stratavore.api.v1.ChangeReply;
import dev.stratavore.api.v1.ChangeResult;
import dev.stratavore.api.v1.PauseRequest;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.BiFunction;

/** Pauses runners, or lets them go on: each by itself, with a result of its own. */
final class ChangeRunners implements Unary<PauseRequest, ChangeReply> {
    private final KillTargets targets;
    private final Asking actors;
    private final RunnerStore store;
    private final RunnerMessages messages;
    private final Change change;

    /**
     * What is asked for.
     *
     * @param method the name of the method, for the log
     * @param wanted the status that it leads to
     */
    private record Change(
            String method,
            BiFunction<RunnerId, CommandMeta, RunnerCommand> command,
            RunnerStatus wanted) {}

    private ChangeRunners(
            KillTargets targets,
            Asking actors,
            RunnerStore store,
            RunnerMessages messages,
            Change change) {
        this.targets = targets;
        this.actors = actors;
        this.store = store;
        this.messages = messages;
        this.change = change;
    }

    static ChangeRunners pause(
            KillTargets targets, Asking actors, RunnerStore store, RunnerMessages messages) {
        var change = new Change("Pause", RunnerCommand.Pause::new, RunnerStatus.PAUSED);
        return new ChangeRunners(targets, actors, store, messages, change);
    }

    static ChangeRunners unpause(
            KillTargets targets, Asking actors, RunnerStore store, RunnerMessages messages) {
        var change = new Change("Unpause", RunnerCommand.Unpause::new, RunnerStatus.RUNNING);
        return new ChangeRunners(targets, actors, store, messages, change);
    }

    @Override
    public Future<ChangeReply> answer(PauseRequest request, Caller caller) {
        var body = request.toBuilder().clearCommandId().build();
        var meta = CommandMetas.of(request.getCommandId(), body, caller);
        if (request.getRunnersCount() == 0 && request.getProject().isEmpty()) {
            throw Refused.invalid("name the runners, or a project");
        }
        return targets.toChange(request.getRunnersList(), request.getProject(), caller)
                .compose(found -> {
                    var results =
                            found.stream().map(target -> change(target, meta, caller)).toList();
                    return Future.all(results).map(_ -> reply(results));
                });
    }

    private static ChangeReply reply(List<Future<ChangeResult>> results) {
        return ChangeReply.newBuilder()
                .addAllResults(results.stream().map(Future::result).toList())
                .build();
    }

    private Future<ChangeResult> change(
            KillTargets.Target target, CommandMeta meta, Caller caller) {
        return target.row()
                .compose(row ->
                        changed(row, meta)
                                .otherwise(cause ->
                                        refusal(row.id().value(), cause, caller)
                                                .setState(messages.of(row))
                                                .build()))
                .otherwise(cause -> refusal(target.reference(), cause, caller).build());
    }

    private ChangeResult.Builder refusal(String runner, Throwable cause, Caller caller) {
        return ChangeResult.newBuilder()
                .setRunner(runner)
                .setMessage(Failures.tell(cause, change.method(), caller).message());
    }

    private Future<ChangeResult> changed(RunnerRow row, CommandMeta meta) {
        var part = CommandMetas.forRunner(meta, row.id());
        return actors.ask(change.command().apply(row.id(), part))
                .compose(reply ->
                        switch (reply) {
                            case RunnerReply.Now(RunnerStatus status, int _) ->
                                    store.find(row.id())
                                            .map(now -> result(row, status, now.orElse(row)));
                            case RunnerReply.Refused(var kind, var reason, var hint) ->
                                    throw Refusals.of(kind, reason, hint);
                        });
    }

    /** It may have ended before, or somebody changed it back. */
    private ChangeResult result(RunnerRow before, RunnerStatus status, RunnerRow now) {
        var is = (before.status() == status ? "is " : "now ") + status.word();
        boolean reached = status == change.wanted();
        return ChangeResult.newBuilder()
                .setRunner(now.id().value())
                .setOk(reached)
                .setMessage(reached ? is : is + ", not " + change.wanted().word())
                .setState(messages.of(now))
                .build();
    }
}
