package dev.stratavore.core.edge;

import dev.stratavore.api.v1.ChangeResult;
import dev.stratavore.api.v1.KillRequest;
import dev.stratavore.api.v1.PruneReply;
import dev.stratavore.api.v1.PruneRequest;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.RunnerRow;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Removes ended runners, those named or all of a kind, and ends idle ones before if asked to. */
final class Prune implements Unary<PruneRequest, PruneReply> {
    private static final String METHOD = "Prune";
    private static final long LEAST_IDLE = Duration.ofMinutes(1).toMillis();
    private static final long MOST_IDLE = Duration.ofDays(366).toMillis();

    private final KillTargets targets;
    private final ProjectLookup projects;
    private final IdleRunners idle;
    private final Removal removal;
    private final Duration stopGrace;
    private final Function<StopOrder, Stopper> stoppers;

    Prune(
            KillTargets targets,
            ProjectLookup projects,
            IdleRunners idle,
            Removal removal,
            Duration stopGrace,
            Function<StopOrder, Stopper> stoppers) {
        this.targets = targets;
        this.projects = projects;
        this.idle = idle;
        this.removal = removal;
        this.stopGrace = stopGrace;
        this.stoppers = stoppers;
    }

    @Override
    public Future<PruneReply> answer(PruneRequest request, Caller caller) {
        var body = request.toBuilder().clearCommandId().build();
        var meta = CommandMetas.of(request.getCommandId(), body, caller);
        long quiet = Ranges.within("idle_ms", request.getIdleMs(), 0, MOST_IDLE);
        if (quiet > 0 && quiet < LEAST_IDLE) {
            throw Refused.invalid("what was quiet for less than a minute is not idle");
        }
        if (request.getRunnersCount() > 0 && quiet > 0) {
            throw Refused.invalid("name runners, or ask for idle ones");
        }
        return request.getRunnersCount() > 0
                ? named(request, caller)
                : projects.optional(request.getProject())
                        .compose(project ->
                                end(request, Duration.ofMillis(quiet), meta, caller)
                                        .compose(ended -> all(project, ended, caller)));
    }

    private Future<PruneReply> named(PruneRequest request, Caller caller) {
        return targets.toChange(request.getRunnersList(), request.getProject(), caller)
                .compose(found ->
                        Future.all(found.stream().map(each -> remove(each, caller)).toList()))
                .map(all -> {
                    var reply = PruneReply.newBuilder();
                    for (var each : all.<Removed>list()) {
                        reply.addResults(each.result());
                        each.runner().ifPresent(id -> reply.addPruned(id.value()));
                    }
                    return reply.build();
                });
    }

    private record Removed(Optional<RunnerId> runner, ChangeResult result) {}

    private Future<Removed> remove(KillTargets.Target target, Caller caller) {
        return target.row()
                .compose(row ->
                        removal.one(row).map(whole -> removed(target.reference(), row, whole)))
                .otherwise(cause ->
                        new Removed(
                                Optional.empty(),
                                refused(target.reference(), target.row(), cause, caller)));
    }

    private static Removed removed(String reference, RunnerRow row, boolean whole) {
        return new Removed(
                Optional.of(row.id()),
                ChangeResult.newBuilder()
                        .setRunner(reference)
                        .setOk(true)
                        .setMessage(
                                whole
                                        ? "removed, with its output; its events stay"
                                        : "removed; its output goes once the pty host answers")
                        .build());
    }

    private ChangeResult refused(
            String reference, Future<RunnerRow> row, Throwable cause, Caller caller) {
        var error = Failures.tell(cause, METHOD, caller);
        var result =
                ChangeResult.newBuilder()
                        .setRunner(reference)
                        .setOk(false)
                        .setMessage(
                                error.hint().isEmpty()
                                        ? error.message()
                                        : error.message() + "; " + error.hint());
        if (row.succeeded()) {
            result.setState(idle.shown(row.result()));
        }
        return result.build();
    }

    private Future<PruneReply> all(
            Optional<ProjectName> project, List<ChangeResult> ended, Caller caller) {
        return removal.all(project, caller)
                .map(pruned ->
                        PruneReply.newBuilder()
                                .addAllPruned(pruned.stream().map(RunnerId::value).toList())
                                .addAllResults(ended)
                                .build());
    }

    private Future<List<ChangeResult>> end(
            PruneRequest request, Duration quiet, CommandMeta meta, Caller caller) {
        if (quiet.isZero()) {
            return Future.succeededFuture(List.of());
        }
        var stopper =
                stoppers.apply(StopOrder.of(KillRequest.getDefaultInstance(), meta, stopGrace));
        return targets.toChange(List.of(), request.getProject(), caller)
                .compose(live ->
                        Future.all(
                                live.stream()
                                        .map(target -> target.row().result())
                                        .filter(row -> idle.isIdle(row, quiet))
                                        .map(row -> end(row, quiet, stopper, caller))
                                        .toList()))
                .map(ended -> ended.list());
    }

    private Future<ChangeResult> end(
            RunnerRow row, Duration quiet, Stopper stopper, Caller caller) {
        var found = Future.succeededFuture(row);
        return stopper.stop(found)
                .map(end -> idle.ended(end.row(), quiet))
                .otherwise(cause -> refused(row.id().value(), found, cause, caller));
    }
}
