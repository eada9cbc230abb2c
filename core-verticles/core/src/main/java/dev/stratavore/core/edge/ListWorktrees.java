package dev.stratavore.core.edge;

import dev.stratavore.api.v1.ListWorktreesReply;
import dev.stratavore.api.v1.ListWorktreesRequest;
import dev.stratavore.api.v1.Worktree;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import java.util.Optional;

/** Lists runners that have worktrees. */
final class ListWorktrees implements Unary<ListWorktreesRequest, ListWorktreesReply> {
    private static final int MOST = 1_000;

    private final ProjectLookup projects;
    private final RunnerStore store;
    private final RunnerMessages messages;

    ListWorktrees(ProjectLookup projects, RunnerStore store, RunnerMessages messages) {
        this.projects = projects;
        this.store = store;
        this.messages = messages;
    }

    @Override
    public Future<ListWorktreesReply> answer(ListWorktreesRequest request, Caller caller) {
        return project(request.getProject())
                .compose(project -> store.inWorktrees(project, MOST))
                .map(found -> {
                    var reply = ListWorktreesReply.newBuilder();
                    found.forEach(each -> reply.addWorktrees(message(each, messages)));
                    return reply.build();
                });
    }

    private Future<Optional<ProjectName>> project(String name) {
        return name.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : projects.named(name, "'stratavore projects' lists them")
                        .map(row -> Optional.of(row.name()));
    }

    static Worktree message(RunnerStore.InWorktree found, RunnerMessages messages) {
        var message =
                Worktree.newBuilder()
                        .setRunner(messages.of(found.row()))
                        .setTeardown(found.worktree().teardown());
        found.worktree()
                .place()
                .ifPresent(place ->
                        message.setDirectory(place.directory())
                                .setBranch(place.branch())
                                .setBase(place.base()));
        return message.build();
    }
}
