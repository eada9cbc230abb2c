package dev.stratavore.core.project;

import dev.stratavore.core.port.Catalogue;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.quota.BelowUse;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The projects of all nodes. Creating one touches the disk on a worker thread and the store in one
 * transaction, and leaves nothing half made: a directory made for a project that then is not
 * created is removed again. Its futures fail only with {@link StoreUnavailable}. Thread-safe.
 */
public final class ProjectCatalogue implements Catalogue {
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
    @Override
    public Future<Outcome> create(Draft draft, CommandMeta meta) {
        var problem = problemWith(draft);
        if (problem.isPresent()) {
            return Future.succeededFuture(problem.get());
        }
        synchronized (this) {
            var next = last.transform(_ -> prepareAndStore(draft, meta));
            last = next;
            return next;
        }
    }

    private Future<Outcome> prepareAndStore(Draft draft, CommandMeta meta) {
        return onWorker(() ->
                        ProjectDirectory.prepare(
                                draft.path(), draft.mkdir(), "make it, or add --mkdir"))
                .compose(prepared ->
                        switch (prepared) {
                            case ProjectDirectory.Prepared.Unfit(var kind, var reason, var hint) ->
                                    refused(kind, reason, hint);
                            case ProjectDirectory.Prepared.Ready(var real, var made) ->
                                    store(draft, real, made, meta);
                        });
    }

    private static Optional<Outcome> problemWith(Draft draft) {
        return ProjectName.problemWith(draft.name())
                .or(() ->
                        draft.limits().getOrDefault(QuotaName.MAX_CONCURRENT_RUNNERS, 1L) < 1
                                ? Optional.of("a project needs room for one runner")
                                : Optional.empty())
                .map(reason ->
                        new Outcome.Refused(RefusalKind.INVALID, reason, "nothing was created"));
    }

    @Override
    public Future<Outcome> edit(Edit edit, CommandMeta meta) {
        if (edit.path().isEmpty()) {
            return alter(edit.name(), alteration(edit, Optional.empty()), meta);
        }
        return onWorker(() -> ProjectDirectory.prepare(edit.path().get(), false, "make it first"))
                .compose(prepared ->
                        switch (prepared) {
                            case ProjectDirectory.Prepared.Unfit(var kind, var reason, var hint) ->
                                    refused(kind, reason, hint);
                            case ProjectDirectory.Prepared.Ready(var real, _) ->
                                    alter(edit.name(), alteration(edit, Optional.of(real)), meta);
                        });
    }

    private static ProjectStore.Alteration alteration(Edit edit, Optional<String> path) {
        return new ProjectStore.Alteration.Edit(
                path, edit.description(), edit.agent(), edit.maxRunners(), edit.restart());
    }

    @Override
    public Future<Outcome> delete(String name, CommandMeta meta) {
        return alter(name, new ProjectStore.Alteration.Delete(), meta);
    }

    private Future<Outcome> alter(String name, ProjectStore.Alteration what, CommandMeta meta) {
        if (ProjectName.problemWith(name).isPresent()) {
            return refused(notThere(name));
        }
        return store.alter(new ProjectName(name), what, clock.instant(), meta)
                .compose(altered ->
                        switch (altered) {
                            case ProjectStore.Altered.Done(var row, var sharing) ->
                                    Future.succeededFuture(new Outcome.Done(row, sharing));
                            case ProjectStore.Altered.NotFound() -> refused(notThere(name));
                            case ProjectStore.Altered.Live(int live) -> refused(alive(name, live));
                            case ProjectStore.Altered.BelowUse(long limit, int live) ->
                                    refused(belowUse(name, limit, live));
                            case ProjectStore.Altered.OtherCommand() -> refused(otherCommand());
                        });
    }

    private static Outcome.Refused notThere(String name) {
        return new Outcome.Refused(
                RefusalKind.NOT_FOUND,
                "no project '" + name + "'",
                "'stratavore projects' lists them");
    }

    private static Outcome.Refused alive(String name, int live) {
        return new Outcome.Refused(
                RefusalKind.CONFLICT,
                "project '"
                        + name
                        + "' has "
                        + (live == 1 ? "a live runner" : live + " live runners"),
                "end them first with 'stratavore kill --project " + name + "'");
    }

    private static Outcome.Refused belowUse(String name, long limit, int live) {
        return new Outcome.Refused(
                RefusalKind.CONFLICT,
                BelowUse.reason(QuotaName.MAX_CONCURRENT_RUNNERS, name, limit, live),
                BelowUse.hint(name));
    }

    private static Outcome.Refused otherCommand() {
        return new Outcome.Refused(
                RefusalKind.CONFLICT,
                "the command id was used for something else",
                "every command needs an id of its own");
    }

    private Future<Outcome> store(Draft draft, String real, Deque<Path> made, CommandMeta meta) {
        var project =
                new ProjectStore.NewProject(
                        new ProjectName(draft.name()),
                        real,
                        draft.description(),
                        draft.agent(),
                        draft.limits(),
                        draft.restart(),
                        clock.instant());
        return store.create(project, meta)
                .compose(
                        created ->
                                switch (created) {
                                    case ProjectStore.Created.Done(var row, var sharing) ->
                                            Future.succeededFuture(new Outcome.Done(row, sharing));
                                    case ProjectStore.Created.NameTaken(var holder) ->
                                            undo(made).compose(_ -> refused(taken(holder)));
                                    case ProjectStore.Created.OtherCommand() ->
                                            undo(made).compose(_ -> refused(otherCommand()));
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

    private static Outcome.Refused taken(ProjectRow holder) {
        return new Outcome.Refused(
                RefusalKind.CONFLICT,
                "project '" + holder.name() + "' exists already, at " + holder.path(),
                "launch it with 'stratavore " + holder.name() + "', or choose another name");
    }

    private static Future<Outcome> refused(Outcome.Refused refusal) {
        return Future.succeededFuture(refusal);
    }

    private static Future<Outcome> refused(RefusalKind kind, String reason, String hint) {
        return refused(new Outcome.Refused(kind, reason, hint));
    }
}
