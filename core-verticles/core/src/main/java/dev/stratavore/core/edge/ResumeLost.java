package dev.stratavore.core.edge;

import dev.stratavore.api.v1.ChangeReply;
import dev.stratavore.api.v1.ChangeResult;
import dev.stratavore.api.v1.ResumeLostRequest;
import dev.stratavore.core.port.NoAnswer;
import dev.stratavore.core.port.NodeControl;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.runner.Resumption;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts again what was lost: each by itself, with a result of its own, one after the other since a
 * machine that has just come up has enough to do.
 */
final class ResumeLost implements Unary<ResumeLostRequest, ChangeReply> {
    private static final String METHOD = "ResumeLost";

    private final ProjectLookup projects;
    private final RunnerStore store;
    private final Resumption resumption;
    private final NodeControl node;
    private final RunnerMessages messages;

    ResumeLost(
            ProjectLookup projects,
            RunnerStore store,
            Resumption resumption,
            NodeControl node,
            RunnerMessages messages) {
        this.projects = projects;
        this.store = store;
        this.resumption = resumption;
        this.node = node;
        this.messages = messages;
    }

    @Override
    public Future<ChangeReply> answer(ResumeLostRequest request, Caller caller) {
        // Values of the environment may be secret.
        var body = request.toBuilder().clearCommandId().clearEnv().build();
        var meta = CommandMetas.of(request.getCommandId(), body, caller);
        var environment = Environments.of(request.getEnvList());
        return projects.optional(request.getProject())
                .compose(project ->
                        store.lostOn(node.node())
                                .map(rows ->
                                        rows.stream()
                                                .filter(row -> isMeant(row, project, caller))
                                                .toList()))
                .compose(rows -> resumeAll(rows, meta, environment, caller));
    }

    private static boolean isMeant(RunnerRow row, Optional<ProjectName> project, Caller caller) {
        return project.map(row.projectName()::equals)
                .orElseGet(() -> caller.god() || row.owner().equals(caller.principal()));
    }

    private Future<ChangeReply> resumeAll(
            List<RunnerRow> rows,
            CommandMeta meta,
            Map<String, String> environment,
            Caller caller) {
        var results = new ArrayList<ChangeResult>();
        var all = Future.succeededFuture(true);
        for (var row : rows) {
            all = all.compose(_ -> resume(row, meta, environment, caller)).map(results::add);
        }
        return all.map(_ -> ChangeReply.newBuilder().addAllResults(results).build());
    }

    private Future<ChangeResult> resume(
            RunnerRow row, CommandMeta meta, Map<String, String> environment, Caller caller) {
        return resumption
                .resume(row.id(), CommandMetas.forRunner(meta, row.id()), environment)
                .map(outcome ->
                        switch (outcome) {
                            case Resumption.Outcome.Begun(var now) -> begun(now);
                            case Resumption.Outcome.Refused(var reason, var hint) ->
                                    refused(row, hint.isEmpty() ? reason : reason + "; " + hint);
                        })
                .otherwise(cause -> refused(row, problem(cause, caller)));
    }

    private static String problem(Throwable cause, Caller caller) {
        return cause instanceof NoAnswer
                ? "no answer came in time, so whether it was started is unknown"
                : Failures.tell(cause, METHOD, caller).message();
    }

    private ChangeResult begun(RunnerRow row) {
        boolean failed = row.status() == RunnerStatus.FAILED;
        return ChangeResult.newBuilder()
                .setRunner(row.id().value())
                .setOk(!failed)
                .setMessage(
                        failed
                                ? "failed: " + Endings.describe(row)
                                : row.status().word()
                                        + " afresh as attempt "
                                        + row.attempt().number()
                                        + ", without its conversation")
                .setState(messages.of(row))
                .build();
    }

    private ChangeResult refused(RunnerRow row, String why) {
        return ChangeResult.newBuilder()
                .setRunner(row.id().value())
                .setOk(false)
                .setMessage("stays lost: " + why)
                .setState(messages.of(row))
                .build();
    }
}
