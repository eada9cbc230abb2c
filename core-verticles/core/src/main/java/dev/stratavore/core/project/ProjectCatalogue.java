package dev.stratavore.core.project;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.store.Page;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The projects of all nodes. Creating one touches the disk on a worker thread and the store in one
 * transaction, and leaves nothing half made: a directory made for a project that then is not
 * created is removed again. Its futures fail only with {@link StoreUnavailable}. Thread-safe.
 */
public final class ProjectCatalogue {
    private final Vertx vertx;
    private final ProjectStore store;
    private final InstantSource clock;

    /** One creation at a time: else one could take back a directory that another has just used. */
    private Future<?> last = Future.succeededFuture();

    public ProjectCatalogue(Vertx vertx, ProjectStore store, InstantSource clock) {
        this.vertx = vertx;
        this.store = store;
        this.clock = clock;
    }

    /** Creates it; the same command answers alike however often it comes. */
    public Future<ProjectCreation> create(ProjectWish wish, CommandMeta meta) {
        var problem = problemWith(wish);
        if (problem.isPresent()) {
            return Future.succeededFuture(problem.get());
        }
        synchronized (this) {
            var next = last.transform(_ -> prepareAndStore(wish, meta));
            last = next;
            return next;
        }
    }

    private Future<ProjectCreation> prepareAndStore(ProjectWish wish, CommandMeta meta) {
        return onWorker(() -> ProjectDirectory.prepare(wish.path(), wish.mkdir()))
                .compose(prepared ->
                        switch (prepared) {
                            case ProjectDirectory.Prepared.Unfit(var reason, var hint) ->
                                    refused(RefusalKind.INVALID, reason, hint);
                            case ProjectDirectory.Prepared.Ready(var real, var made) ->
                                    store(wish, real, made, meta);
                        });
    }

    /** The project of that name, unless it was deleted. */
    public Future<Optional<ProjectRow>> find(ProjectName name) {
        return store.find(name);
    }

    /** By name; the status is {@code active}, {@code idle} or {@code archived}. */
    public Future<Page<ProjectRow>> list(Optional<String> status, Page.Request page) {
        return store.list(status, page);
    }

    private static Optional<ProjectCreation> problemWith(ProjectWish wish) {
        return ProjectName.problemWith(wish.name())
                .or(() ->
                        wish.maxRunners().isPresent() && wish.maxRunners().getAsInt() < 1
                                ? Optional.of("a project needs room for one runner")
                                : Optional.empty())
                .map(reason ->
                        new ProjectCreation.Refused(
                                RefusalKind.INVALID, reason, "nothing was created"));
    }

    private Future<ProjectCreation> store(
            ProjectWish wish, String real, Deque<Path> made, CommandMeta meta) {
        var project =
                new ProjectStore.NewProject(
                        new ProjectName(wish.name()),
                        real,
                        wish.description(),
                        wish.agent(),
                        wish.maxRunners(),
                        clock.instant());
        return store.create(project, meta)
                .compose(
                        created ->
                                switch (created) {
                                    case ProjectStore.Created.Done(var row, var sharing) ->
                                            Future.succeededFuture(
                                                    new ProjectCreation.Created(
                                                            row, warning(sharing)));
                                    case ProjectStore.Created.NameTaken(var holder) ->
                                            undo(made).compose(_ -> refused(taken(holder)));
                                    case ProjectStore.Created.OtherCommand() ->
                                            undo(made)
                                                    .compose(_ ->
                                                            refused(
                                                                    RefusalKind.CONFLICT,
                                                                    "the command id was"
                                                                            + " used for"
                                                                            + " something else",
                                                                    "every command needs an"
                                                                            + " id of its"
                                                                            + " own"));
                                },
                        cause -> undo(made).compose(_ -> Future.failedFuture(cause)));
    }

    /** How many directories were removed again. */
    private Future<Integer> undo(Deque<Path> made) {
        return made.isEmpty()
                ? Future.succeededFuture(0)
                : onWorker(() -> ProjectDirectory.remove(made));
    }

    private <T> Future<T> onWorker(Supplier<T> work) {
        return vertx.executeBlocking(work::get, false).map(Objects::requireNonNull);
    }

    private static Optional<String> warning(List<ProjectName> sharing) {
        return sharing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "shares its directory with "
                                + sharing.stream()
                                        .map(ProjectName::value)
                                        .collect(Collectors.joining(", ")));
    }

    private static ProjectCreation.Refused taken(ProjectRow holder) {
        return new ProjectCreation.Refused(
                RefusalKind.CONFLICT,
                "project '" + holder.name() + "' exists already, at " + holder.path(),
                "launch it with 'stratavore " + holder.name() + "', or choose another name");
    }

    private static Future<ProjectCreation> refused(ProjectCreation.Refused refusal) {
        return Future.succeededFuture(refusal);
    }

    private static Future<ProjectCreation> refused(RefusalKind kind, String reason, String hint) {
        return refused(new ProjectCreation.Refused(kind, reason, hint));
    }
}
