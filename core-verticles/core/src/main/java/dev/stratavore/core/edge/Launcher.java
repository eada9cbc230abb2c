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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of a launch: check the request, try for places, wait for the starts. */
final class Launcher {
    private final ProjectLookup projects;
    private final LaunchPlanner planner;
    private final ProjectQuotas quotas;
    private final Asking actors;
    private final RunnerStore store;
    private final RunnerMessages messages;

    /** A request that has been checked. */
    record Wish(String project, LaunchOrder order, CommandMeta meta) {}

    /** What came of a try. */
    sealed interface Attempt {
        /** All have their places. */
        record Admitted(List<RunnerId> runners, List<String> notices) implements Attempt {
            public Admitted {
                runners = List.copyOf(runners);
                notices = List.copyOf(notices);
            }
        }

        /** There is none now; nothing was changed, and the same wish may be tried again. */
        record NoPlace(Refused why) implements Attempt {}
    }

    Launcher(
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

    Wish wish(LaunchRequest request, Caller caller) {
        var meta = CommandMetas.of(request.getCommandId(), body(request), caller);
        return new Wish(request.getProject(), LaunchOrder.of(request), meta);
    }

    /** Values of the environment may be secret, and another shell's differ for the same order. */
    private static LaunchRequest body(LaunchRequest request) {
        var body = request.toBuilder().clearCommandId().clearEnv();
        request.getEnvList().stream()
                .map(variable -> variable.toBuilder().clearValue().build())
                .forEach(body::addEnv);
        return body.build();
    }

    Future<ProjectRow> project(Wish wish) {
        return projects.named(wish.project(), "stratavore launch " + wish.project() + " --create");
    }

    /** Plans anew each time, since the disk and the project's file may have changed meanwhile. */
    Future<Attempt> attempt(ProjectRow project, Wish wish) {
        return quotas.forLaunch(project)
                .compose(limits ->
                        planner.plan(wish.order(), project)
                                .compose(plan -> attempt(project, wish, limits, plan)));
    }

    private Future<Attempt> attempt(
            ProjectRow project,
            Wish wish,
            ProjectQuotas.ForLaunch limits,
            LaunchPlanner.Plan plan) {
        var notices = new ArrayList<>(limits.notices());
        notices.addAll(plan.notices());
        var command =
                new ProjectCommand.Launch(
                        project.key(), wish.meta(), plan.runners(), limits.lowered());
        return actors.ask(command)
                .map(reply ->
                        switch (reply) {
                            case ProjectReply.Launched(var ids) ->
                                    new Attempt.Admitted(ids, notices);
                            case ProjectReply.QuotaReached full ->
                                    new Attempt.NoPlace(quotaReached(project, full));
                            case ProjectReply.NodeFull full -> new Attempt.NoPlace(nodeFull(full));
                            case ProjectReply.Refused(var kind, var reason, var hint) -> {
                                var why = Refusals.of(kind, reason, hint);
                                if (!kind.passing()) {
                                    throw why;
                                }
                                yield new Attempt.NoPlace(why);
                            }
                        });
    }

    /** Thrown where no place that becomes free would do. */
    private static Refused quotaReached(ProjectRow project, ProjectReply.QuotaReached full) {
        if (full.asked() > full.limit()) {
            throw Fit.inProject(project, full.asked(), full.limit());
        }
        var line =
                full.live()
                        + " of "
                        + full.limit()
                        + " runners of "
                        + project.name()
                        + " are live"
                        + owed(full.owed().orElse(0));
        return Refused.of(
                Reason.QUOTA_REACHED,
                full.asked() > 1 ? line + ", " + full.asked() + " more do not fit" : line,
                "end one with 'stratavore kill ID', or wait for a place with --wait-slot;"
                        + " 'stratavore runners --project "
                        + project.name()
                        + "' lists them");
    }

    private static String owed(int count) {
        return switch (count) {
            case 0 -> "";
            case 1 -> ", a restart waits for a slot";
            default -> ", " + count + " restarts wait for slots";
        };
    }

    /** Thrown likewise. */
    private static Refused nodeFull(ProjectReply.NodeFull full) {
        if (full.asked() > full.limit()) {
            throw Fit.onNode(full.asked(), full.limit());
        }
        return Refused.of(
                Reason.LIMIT_REACHED,
                full.taken()
                        + " of "
                        + full.limit()
                        + " places of the node are taken (runners.max_total)",
                "end one with 'stratavore kill ID', or wait for a place with --wait-slot");
    }

    /** Answers when each is running or has failed. */
    Future<LaunchReply> settled(Attempt.Admitted admitted) {
        var rows = admitted.runners().stream().map(this::settled).toList();
        return Future.all(rows)
                .map(_ ->
                        LaunchReply.newBuilder()
                                .addAllRunners(
                                        rows.stream()
                                                .map(Future::result)
                                                .flatMap(Optional::stream)
                                                .map(messages::of)
                                                .toList())
                                .addAllNotices(admitted.notices())
                                .build());
    }

    /** That nobody tells that it started changes nothing of the row, which says how it is. */
    private Future<Optional<RunnerRow>> settled(RunnerId id) {
        return actors.ask(new RunnerCommand.AwaitStarted(id)).transform(_ -> store.find(id));
    }
}
