package dev.stratavore.core.edge;

import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.Page;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Every live runner, page after page, and those that would be live again by themselves. */
final class LiveRunners {
    private final RunnerStore store;

    LiveRunners(RunnerStore store) {
        this.store = store;
    }

    Future<List<RunnerRow>> of(Optional<ProjectName> project) {
        var filter = new RunnerStore.Filter(project, false, Optional.empty(), Optional.empty());
        return more(filter, Optional.empty(), new ArrayList<>());
    }

    /** Also those that have failed and are owed a restart, once each. */
    Future<List<RunnerRow>> andOwedRestarts(Optional<ProjectName> project) {
        // Owed ones first: one that begins meanwhile is seen as live, none falls between.
        return store.everyOwedRestart(project)
                .compose(owed ->
                        of(project)
                                .map(live -> {
                                    var all = new LinkedHashMap<RunnerId, RunnerRow>();
                                    owed.forEach(row -> all.put(row.id(), row));
                                    live.forEach(row -> all.put(row.id(), row));
                                    return List.copyOf(all.values());
                                }));
    }

    private Future<List<RunnerRow>> more(
            RunnerStore.Filter filter, Optional<String> token, List<RunnerRow> found) {
        return store.list(filter, new Page.Request(Page.Request.MAX_SIZE, token))
                .compose(page -> {
                    found.addAll(page.items());
                    return page.next().isEmpty()
                            ? Future.succeededFuture(found)
                            : more(filter, page.next(), found);
                });
    }
}
