package dev.stratavore.core.edge;

import dev.stratavore.api.error.ApiError;
import dev.stratavore.api.error.Reason;
import dev.stratavore.api.v1.Quota;
import dev.stratavore.api.v1.SetQuotaRequest;
import dev.stratavore.core.port.Actors;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.quota.BelowUse;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

/** Gives a project a limit of its own, or takes it away. */
final class SetQuota implements Unary<SetQuotaRequest, Quota> {
    private final Vertx vertx;
    private final ProjectStore store;
    private final RunnerStore commands;
    private final ProjectLookup projects;
    private final ProjectQuotas quotas;
    private final InstantSource clock;
    private final Actors actors;
    private final PlaceQueues queues;

    SetQuota(
            Vertx vertx,
            EdgePorts ports,
            ProjectLookup projects,
            ProjectQuotas quotas,
            PlaceQueues queues) {
        this.vertx = vertx;
        this.store = ports.projects();
        this.commands = ports.runners();
        this.projects = projects;
        this.quotas = quotas;
        this.clock = ports.clock();
        this.actors = ports.actors();
        this.queues = queues;
    }

    @Override
    public Future<Quota> answer(SetQuotaRequest request, Caller caller) {
        var body = request.toBuilder().clearCommandId().build();
        var meta = CommandMetas.of(request.getCommandId(), body, caller);
        var name = name(request.getName());
        var value = value(request, name);
        var changed =
                projects.named(request.getProject(), "'stratavore projects' lists them")
                        .compose(project ->
                                fits(change(project, name, value), project, caller, meta)
                                        .compose(change -> store.setQuota(change, meta))
                                        .map(set -> done(set, project, name)));
        return Hop.back(vertx, changed)
                .compose(project -> {
                    actors.limitsChanged(project.key());
                    queues.limitsChanged(project.key());
                    return quotas.of(project, name);
                });
    }

    /** Less memory than is in use would have the kernel kill what runs. */
    private Future<ProjectStore.QuotaChange> fits(
            ProjectStore.QuotaChange change, ProjectRow project, Caller caller, CommandMeta meta) {
        if (change.name() != QuotaName.MAX_MEMORY_MB || change.limit().isEmpty() || caller.god()) {
            return Future.succeededFuture(change);
        }
        return quotas.live()
                .compose(live -> {
                    var runners = live.getOrDefault(project.key(), List.of());
                    long used = quotas.inUse(project, change.name(), runners).orElse(0);
                    return used <= change.limit().getAsLong()
                            ? Future.succeededFuture(change)
                            : onlyAgain(change, meta, project, used);
                });
    }

    /** What was done before is answered as before, whatever has grown since. */
    private Future<ProjectStore.QuotaChange> onlyAgain(
            ProjectStore.QuotaChange change, CommandMeta meta, ProjectRow project, long used) {
        return commands.carriedOut(meta)
                .map(before -> {
                    if (before == RunnerStore.Carried.NOT) {
                        throw Refused.of(
                                Reason.WRONG_STATE,
                                "the runners of "
                                        + project.name()
                                        + " use "
                                        + used
                                        + " MiB, more than a "
                                        + change.name().word()
                                        + " of "
                                        + change.limit().getAsLong(),
                                "end some first");
                    }
                    return change;
                });
    }

    private ProjectStore.QuotaChange change(
            ProjectRow project, QuotaName name, OptionalLong value) {
        return new ProjectStore.QuotaChange(
                project.key(), name, value, quotas.byDefault(name), clock.instant());
    }

    private static QuotaName name(String word) {
        return QuotaName.ofWord(word)
                .orElseThrow(() ->
                        new Refused(
                                new ApiError(
                                        Reason.INVALID_ARGUMENT,
                                        "no quota '" + word + "'; there are",
                                        "",
                                        QuotaName.words())));
    }

    private static OptionalLong value(SetQuotaRequest request, QuotaName name) {
        return request.hasValue()
                ? OptionalLong.of(Ranges.within(name.word(), request.getValue(), 0, name.most()))
                : OptionalLong.empty();
    }

    private static ProjectRow done(ProjectStore.QuotaSet set, ProjectRow project, QuotaName name) {
        return switch (set) {
            case ProjectStore.QuotaSet.Done _ -> project;
            case ProjectStore.QuotaSet.BelowUse(long limit, int live) ->
                    throw Refused.of(
                            Reason.WRONG_STATE,
                            BelowUse.reason(name, project.name().value(), limit, live),
                            BelowUse.hint(project.name().value()));
            case ProjectStore.QuotaSet.ProjectGone _ ->
                    throw ProjectLookup.notFound(project.name().value(), "it is gone");
            case ProjectStore.QuotaSet.OtherCommand _ ->
                    throw Refused.of(
                            Reason.CONFLICT, "the command id was used for another request");
        };
    }
}
