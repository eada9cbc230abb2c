package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.Worktree;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A runner's worktree as its row keeps it; null where there is none, or none any more. */
final class WorktreeJson {
    private static final String SETUP = "setup";
    private static final String TEARDOWN = "teardown";
    private static final String REPOSITORY = "repository";
    private static final String DIRECTORY = "directory";
    private static final String CWD = "cwd";
    private static final String BRANCH = "branch";
    private static final String BASE = "base";

    private WorktreeJson() {}

    static @Nullable JsonObject write(Optional<Worktree> worktree) {
        return worktree.map(WorktreeJson::write).orElse(null);
    }

    static JsonObject write(Worktree worktree) {
        var json = new JsonObject().put(SETUP, worktree.setup()).put(TEARDOWN, worktree.teardown());
        worktree.place()
                .ifPresent(place ->
                        json.put(REPOSITORY, place.repository())
                                .put(DIRECTORY, place.directory())
                                .put(CWD, place.cwd())
                                .put(BRANCH, place.branch())
                                .put(BASE, place.base()));
        return json;
    }

    static Optional<Worktree> read(@Nullable JsonObject json) {
        return Optional.ofNullable(json)
                .map(tree ->
                        new Worktree(tree.getString(SETUP), tree.getString(TEARDOWN), place(tree)));
    }

    private static Optional<Worktree.Place> place(JsonObject json) {
        return json.containsKey(DIRECTORY)
                ? Optional.of(
                        new Worktree.Place(
                                json.getString(REPOSITORY),
                                json.getString(DIRECTORY),
                                json.getString(CWD),
                                json.getString(BRANCH),
                                json.getString(BASE)))
                : Optional.empty();
    }
}
