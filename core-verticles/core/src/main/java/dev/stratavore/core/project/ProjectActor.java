package dev.stratavore.core.project;

import dev.stratavore.core.actor.Actor;
import dev.stratavore.core.actor.ActorAddress;
import dev.stratavore.core.actor.Asker;
import dev.stratavore.core.actor.Refusals;
import dev.stratavore.core.machine.ProjectMachine;
import dev.stratavore.core.port.Step;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.LeaseLost;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One project: admits runners in the transaction that holds the quota, then makes their actors. It
 * keeps no state of its own, since other nodes may admit too.
 */
public final class ProjectActor extends Actor<ProjectReply, ProjectCommand> {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectActor.class);

    private final ProjectKey project;
    private final ProjectParts parts;

    public ProjectActor(ProjectKey project, ProjectParts parts) {
        super(ActorAddress.of(project), ProjectCommand.class, parts.runtime());
        this.project = project;
        this.parts = parts;
    }

    @Override
    protected Future<Void> recover() {
        return Future.succeededFuture();
    }

    @Override
    protected Future<Void> begin() {
        return Future.succeededFuture();
    }

    @Override
    protected Future<Void> receive(ProjectCommand command, Asker<ProjectReply> asker) {
        return switch (command) {
            case ProjectCommand.Launch launch ->
                    launch(launch)
                            .map(reply -> {
                                asker.answer(reply);
                                return null;
                            });
        };
    }

    private Future<ProjectReply> launch(ProjectCommand.Launch launch) {
        var objection = ProjectMachine.objection(launch);
        if (objection.isPresent()) {
            return Future.succeededFuture(objection.get());
        }
        step(Step.BEFORE_ADMIT);
        var admission =
                new RunnerStore.Admission(
                        project,
                        parts.node(),
                        launch.runners(),
                        parts.defaultMaxRunners(),
                        parts.runtime().clock().instant());
        return here(parts.stores().runners().admit(admission, launch.meta()))
                .compose(admitted -> settle(launch, admitted))
                .recover(cause -> unavailable(launch, cause));
    }

    private Future<ProjectReply> settle(
            ProjectCommand.Launch launch, RunnerStore.Admitted admitted) {
        step(Step.AFTER_ADMIT);
        return switch (admitted) {
            case RunnerStore.Admitted.All(var rows) -> spawn(launch, rows);
            case RunnerStore.Admitted.Already(var rows) -> spawn(launch, rows);
            case RunnerStore.Admitted.QuotaReached(int limit, int live) ->
                    Future.succeededFuture(
                            new ProjectReply.QuotaReached(limit, live, launch.runners().size()));
            case RunnerStore.Admitted.NameTaken(var name, var holder) ->
                    refused(
                            launch,
                            RefusalKind.CONFLICT,
                            "the name '" + name + "' is taken by " + holder,
                            "choose another name, or end that runner");
            case RunnerStore.Admitted.ProjectGone() ->
                    refused(
                            launch,
                            RefusalKind.NOT_FOUND,
                            "the project is gone",
                            "create it again with 'stratavore new'");
            case RunnerStore.Admitted.OtherCommand() ->
                    Future.succeededFuture(Refusals.otherCommand(launch));
        };
    }

    /**
     * Makes the actors of the rows that still wait for their launch. Of a repeated command only
     * those are made that it describes: another id has another environment.
     */
    private Future<ProjectReply> spawn(ProjectCommand.Launch launch, List<RunnerRow> rows) {
        step(Step.BEFORE_SPAWN);
        Map<RunnerId, RunnerSpec> specs =
                launch.runners().stream()
                        .collect(Collectors.toMap(RunnerSpec::id, Function.identity()));
        var spawned = new ArrayList<Future<Void>>();
        for (var row : rows) {
            var spec = specs.get(row.id());
            if (spec != null && row.status() == RunnerStatus.STARTING) {
                spawned.add(parts.spawner().spawn(row.id(), spec));
            }
        }
        return here(Future.join(spawned))
                .map(_ -> {
                    step(Step.AFTER_SPAWN);
                    return new ProjectReply.Launched(rows.stream().map(RunnerRow::id).toList());
                });
    }

    private static Future<ProjectReply> refused(
            ProjectCommand.Launch launch, RefusalKind kind, String reason, String hint) {
        return Future.succeededFuture(launch.refusal(kind, reason, hint));
    }

    private Future<ProjectReply> unavailable(ProjectCommand.Launch launch, Throwable cause) {
        return switch (cause) {
            case StoreUnavailable down -> {
                LOG.warn(
                        "event=store.unavailable project={} command=Launch cause={}",
                        project.value(),
                        down.getMessage());
                yield Future.succeededFuture(Refusals.databaseDown(launch));
            }
            case LeaseLost lost -> {
                LOG.error("event=lease.lost project={} cause={}", project.value(), lost.toString());
                yield Future.succeededFuture(Refusals.leaseLost(launch));
            }
            default -> Future.failedFuture(cause);
        };
    }
}
