package dev.stratavore.core.project;

import dev.stratavore.core.actor.Actor;
import dev.stratavore.core.actor.ActorAddress;
import dev.stratavore.core.actor.Asker;
import dev.stratavore.core.actor.Backoff;
import dev.stratavore.core.actor.Refusals;
import dev.stratavore.core.machine.ProjectMachine;
import dev.stratavore.core.port.Step;
import dev.stratavore.core.protocol.CommandMeta;
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
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One project: admits runners in the transaction that holds the quota, then makes their actors. It
 * keeps no state of its own, since other nodes may admit too, but for the launch under way: one
 * whose admission was not answered is asked for again, and if the store keeps silent, it is refused
 * and what it admitted all the same is ended as soon as that can be known.
 */
public final class ProjectActor extends Actor<ProjectReply, ProjectCommand> {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectActor.class);

    private final ProjectKey project;
    private final ProjectParts parts;
    private final OpenLaunch open;
    private final Interruption interruption;
    private final Backoff pauses;
    private boolean settling;

    /**
     * @param open what a predecessor left unfinished, and this one will leave
     */
    public ProjectActor(ProjectKey project, ProjectParts parts, OpenLaunch open) {
        super(ActorAddress.of(project), ProjectCommand.class, parts.runtime());
        this.project = project;
        this.parts = parts;
        this.open = open;
        this.interruption = new Interruption(parts.stores().runners(), parts.actors());
        var settings = parts.runtime().settings();
        this.pauses = new Backoff(settings.retryFirst(), settings.retryMost());
    }

    @Override
    protected Future<Void> recover() {
        return Future.succeededFuture();
    }

    @Override
    protected Future<Void> begin() {
        return switch (open.state()) {
            case OpenLaunch.State.None() -> Future.succeededFuture();
            case OpenLaunch.State.Owed(var launch) -> carryOn(launch);
            case OpenLaunch.State.GivenUp _ -> {
                settleLater();
                yield Future.succeededFuture();
            }
        };
    }

    /** A predecessor failed on it, and who asked does not know what became of it. */
    private Future<Void> carryOn(ProjectCommand.Launch launch) {
        return here(parts.stores().runners().carriedOut(launch.meta()))
                .compose(was ->
                        was == RunnerStore.Carried.NOT
                                ? Future.succeededFuture(nothing(launch))
                                : admit(launch))
                .recover(cause -> failed(launch, cause))
                .map(reply -> {
                    LOG.info(
                            "event=launch.carried-on project={} reply={}",
                            project.value(),
                            reply.getClass().getSimpleName());
                    return null;
                });
    }

    private ProjectReply nothing(ProjectCommand.Launch launch) {
        open.close();
        return Refusals.nobodyAnswers(launch);
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
        boolean repeated =
                open.state() instanceof OpenLaunch.State.GivenUp before && before.isOf(launch);
        return (repeated ? Future.succeededFuture(true) : settled())
                .compose(clear ->
                        clear
                                ? admitTwice(launch)
                                : Future.succeededFuture(Refusals.databaseDown(launch)));
    }

    /**
     * A cut connection leaves unknown what became of the admission; asking again with the same
     * command tells, and while somebody waits there is time for that.
     */
    private Future<ProjectReply> admitTwice(ProjectCommand.Launch launch) {
        open.owe(launch);
        step(Step.BEFORE_ADMIT);
        return admit(launch)
                .recover(cause ->
                        cause instanceof StoreUnavailable
                                ? admit(launch)
                                : Future.failedFuture(cause))
                .recover(cause -> failed(launch, cause));
    }

    private Future<ProjectReply> admit(ProjectCommand.Launch launch) {
        var admission =
                new RunnerStore.Admission(
                        project,
                        parts.node(),
                        launch.runners(),
                        parts.limits().loweredTo(launch.lowered()).openIf(launch.meta().god()),
                        parts.runtime().clock().instant());
        return here(parts.stores().runners().admit(admission, launch.meta()))
                .compose(admitted -> follow(launch, admitted))
                .map(reply -> {
                    open.close();
                    return reply;
                });
    }

    private Future<ProjectReply> follow(
            ProjectCommand.Launch launch, RunnerStore.Admitted admitted) {
        step(Step.AFTER_ADMIT);
        return switch (admitted) {
            case RunnerStore.Admitted.All(var rows) -> spawn(launch, rows);
            case RunnerStore.Admitted.Already(var rows) -> spawn(launch, rows);
            case RunnerStore.Admitted.QuotaReached(int limit, int live, int owed) ->
                    Future.succeededFuture(
                            new ProjectReply.QuotaReached(
                                    limit,
                                    live,
                                    launch.runners().size(),
                                    owed == 0 ? OptionalInt.empty() : OptionalInt.of(owed)));
            case RunnerStore.Admitted.NodeFull(int limit, int taken) ->
                    Future.succeededFuture(
                            new ProjectReply.NodeFull(limit, taken, launch.runners().size()));
            case RunnerStore.Admitted.NameTaken(var name, var holder) ->
                    refused(
                            launch,
                            RefusalKind.CONFLICT,
                            "the name '" + name + "' is taken by " + holder,
                            "kill it to free the name, or choose another: one that is to restart by"
                                    + " itself keeps its own");
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
                spawned.add(
                        parts.spawner()
                                .spawn(row.id(), spec)
                                .recover(cause -> delayed(row.id(), cause)));
            }
        }
        return here(Future.join(spawned))
                .map(_ -> {
                    step(Step.AFTER_SPAWN);
                    return new ProjectReply.Launched(rows.stream().map(RunnerRow::id).toList());
                });
    }

    /** Its supervisor goes on trying, with the launch that is owed. */
    private static Future<Void> delayed(RunnerId runner, Throwable cause) {
        if (!(cause instanceof StoreUnavailable)) {
            return Future.failedFuture(cause);
        }
        LOG.warn("event=launch.delayed runner={} cause={}", runner, cause.getMessage());
        return Future.succeededFuture();
    }

    private static Future<ProjectReply> refused(
            ProjectCommand.Launch launch, RefusalKind kind, String reason, String hint) {
        return Future.succeededFuture(launch.refusal(kind, reason, hint));
    }

    private Future<ProjectReply> failed(ProjectCommand.Launch launch, Throwable cause) {
        return switch (cause) {
            case StoreUnavailable down -> {
                LOG.warn(
                        "event=store.unavailable project={} command=Launch cause={}",
                        project.value(),
                        down.getMessage());
                open.giveUp(launch);
                settleLater();
                yield Future.succeededFuture(Refusals.databaseDown(launch));
            }
            case LeaseLost lost -> {
                LOG.debug("event=lease.lost project={} cause={}", project.value(), lost.toString());
                open.close();
                yield Future.succeededFuture(Refusals.leaseLost(launch));
            }
            default -> Future.failedFuture(cause);
        };
    }

    private void settleLater() {
        if (!settling) {
            settling = true;
            var _ = timers().after(pauses.next(), () -> enqueue(this::settleAgain));
        }
    }

    private Future<Void> settleAgain() {
        settling = false;
        return settled()
                .map(clear -> {
                    if (clear) {
                        pauses.reset();
                    } else {
                        settleLater();
                    }
                    return null;
                });
    }

    /** Whether nothing is open: what a launch admitted that was refused is ended here. */
    private Future<Boolean> settled() {
        if (!(open.state()
                instanceof OpenLaunch.State.GivenUp(CommandMeta meta, List<RunnerId> runners))) {
            return Future.succeededFuture(true);
        }
        return here(parts.stores().runners().carriedOut(meta))
                .compose(_ -> here(interruption.of(runners)))
                .map(clear -> {
                    if (clear) {
                        LOG.info("event=launch.settled project={}", project.value());
                        open.close();
                    }
                    return clear;
                })
                .recover(cause ->
                        cause instanceof StoreUnavailable
                                ? Future.succeededFuture(false)
                                : Future.failedFuture(cause));
    }
}
