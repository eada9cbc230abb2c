package dev.stratavore.core.edge;

import dev.stratavore.api.v1.ListRunnersReply;
import dev.stratavore.api.v1.ListRunnersRequest;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runners by age, in pages: the live ones, or all. */
final class ListRunners implements Unary<ListRunnersRequest, ListRunnersReply> {
    private final ProjectLookup projects;
    private final RunnerStore store;
    private final RunnerMessages messages;

    ListRunners(ProjectLookup projects, RunnerStore store, RunnerMessages messages) {
        this.projects = projects;
        this.store = store;
        this.messages = messages;
    }

    @Override
    public Future<ListRunnersReply> answer(ListRunnersRequest request, Caller caller) {
        var page = Pages.request(request.getPageSize(), request.getPageToken());
        var project = ProjectLookup.optionalName(request.getProject());
        return store.list(filter(request, project), page)
                .compose(found ->
                        found.items().isEmpty()
                                ? projects.optional(request.getProject()).map(found)
                                : Future.succeededFuture(found))
                .map(found ->
                        ListRunnersReply.newBuilder()
                                .addAllRunners(found.items().stream().map(messages::of).toList())
                                .setNextPageToken(Pages.next(found))
                                .build());
    }

    private static RunnerStore.Filter filter(
            ListRunnersRequest request, Optional<ProjectName> project) {
        var status = status(request.getStatus());
        return new RunnerStore.Filter(
                project,
                // Who asks for an ended status by name need not ask for ended runners as well.
                request.getAll() || status.map(RunnerStatus::ended).orElse(false),
                status,
                Texts.optional("agent", request.getAgent(), Texts.MAX_WORD),
                request.getNewestFirst());
    }

    private static Optional<RunnerStatus> status(String word) {
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Arrays.stream(RunnerStatus.values())
                        .filter(status -> status.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> unknown(word)));
    }

    private static Refused unknown(String word) {
        var words =
                Arrays.stream(RunnerStatus.values())
                        .map(RunnerStatus::word)
                        .collect(Collectors.joining(", "));
        return Refused.invalid("no runner status '" + word + "': it is one of " + words);
    }
}
