package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.api.v1.LaunchReply;
import dev.stratavore.api.v1.LaunchRequest;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Starts runners of a project, all or none, and waits until each is running or has failed. */
final class Launch implements Unary<LaunchRequest, LaunchReply> {
    private final ProjectLookup projects;
    private final LaunchPlanner planner;
    private final ProjectQuotas quotas;
    private final Asking actors;
    private final RunnerStore store;
    private final RunnerMessages messages;

    Launch(
            ProjectLookup projects,
            LaunchPlanner planner,
            ProjectQuotas quotas,
            Asking actors,
            RunnerStore store,
            RunnerMessages messages) {
        this.projects = projects;
        this.planner = planner;
        this.quotas = quotas;
        this.actors = actors;
        this.store = store;
        this.messages = messages;
    }

    @Override
    public Future<LaunchReply> answer(LaunchRequest request, Caller caller) {
        var meta = CommandMetas.of(request.getCommandId(), body(request), caller);
        var order = LaunchOrder.of(request);
        var name = request.getProject();
        return projects.named(name, "stratavore launch " + name + " --create")
                .compose(project ->
                        quotas.forLaunch(project)
                                .compose(limits ->
                                        planner.plan(order, project)
                                                .compose(plan ->
                                                        launch(project, plan, limits, meta))));
    }

    /** Values of the environment may be secret, and another shell's differ for the same order. */
    private static LaunchRequest body(LaunchRequest request) {
        var body = request.toBuilder().clearCommandId().clearEnv();
        request.getEnvList().stream()
                .map(variable -> variable.toBuilder().clearValue().build())
                .forEach(body::addEnv);
        return body.build();
    }

    private Future<LaunchReply> launch(
            ProjectRow project,
            LaunchPlanner.Plan plan,
            ProjectQuotas.ForLaunch limits,
            CommandMeta meta) {
        var command =
                new ProjectCommand.Launch(project.key(), meta, plan.runners(), limits.lowered());
        return actors.ask(command)
                .compose(reply ->
                        switch (reply) {
                            case ProjectReply.Launched(var ids) -> settled(ids);
                            case ProjectReply.QuotaReached full ->
                                    throw quotaReached(project, full);
                            case ProjectReply.Refused(var kind, var reason, var hint) ->
                                    throw Refusals.of(kind, reason, hint);
                        })
                .map(rows ->
                        LaunchReply.newBuilder()
                                .addAllRunners(rows.stream().map(messages::of).toList())
                                .addAllNotices(limits.notices())
                                .addAllNotices(plan.notices())
                                .build());
    }

    private static Refused quotaReached(ProjectRow project, ProjectReply.QuotaReached full) {
        var line =
                full.live() + " of " + full.limit() + " runners of " + project.name() + " are live";
        return Refused.of(
                Reason.QUOTA_REACHED,
                full.asked() > 1 ? line + ", " + full.asked() + " more do not fit" : line,
                "end one with 'stratavore kill ID'; 'stratavore runners --project "
                        + project.name()
                        + "' lists them");
    }

    private Future<List<RunnerRow>> settled(List<RunnerId> ids) {
        var rows = ids.stream().map(this::settled).toList();
        return Future.all(rows)
                .map(_ -> rows.stream().map(Future::result).flatMap(Optional::stream).toList());
    }

    /** That nobody tells that it started changes nothing of the row, which says how it is. */
    private Future<Optional<RunnerRow>> settled(RunnerId id) {
        return actors.ask(new RunnerCommand.AwaitStarted(id)).transform(_ -> store.find(id));
    }
}
