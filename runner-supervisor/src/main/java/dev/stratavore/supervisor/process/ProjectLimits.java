package dev.stratavore.supervisor.process;

import dev.stratavore.core.port.ProjectFiles;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.quota.QuotaLimit;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.Stores;
import dev.stratavore.pty.frame.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What projects may use, by the configuration, what they set, and their files. Futures fail with
 * {@link dev.stratavore.core.store.StoreUnavailable}. Thread-safe.
 */
public final class ProjectLimits {
    private final Vertx vertx;
    private final Stores stores;
    private final ProjectFiles files;
    private final Map<QuotaName, Long> defaults;
    private final RunnerBounds bounds;

    /**
     * @param defaults of projects that set none
     * @param bounds of each runner
     */
    public ProjectLimits(
            Vertx vertx,
            Stores stores,
            ProjectFiles files,
            Map<QuotaName, Long> defaults,
            RunnerBounds bounds) {
        this.vertx = vertx;
        this.stores = stores;
        this.files = files;
        this.defaults = Map.copyOf(defaults);
        this.bounds = bounds;
    }

    /** What each runner may do beside the others of its project. */
    RunnerBounds bounds() {
        return bounds;
    }

    /** What a runner is launched under. */
    public Future<Limits> forLaunch(RunnerId runner) {
        return stores.runners()
                .find(runner)
                .map(row -> row.orElseThrow(() -> new IllegalStateException("no " + runner)))
                .compose(row -> of(row.project()))
                .map(limit -> limit.forLaunch(bounds));
    }

    Future<GroupLimit> of(ProjectKey key) {
        return stores.projects()
                .find(key)
                .map(row -> row.orElseThrow(() -> new IllegalStateException("no project " + key)))
                .compose(project ->
                        stores.projects()
                                .quotas(List.of(key))
                                .compose(own -> limit(project, own.getOrDefault(key, Map.of()))));
    }

    private Future<GroupLimit> limit(ProjectRow project, Map<QuotaName, Long> own) {
        return vertx.executeBlocking(() -> limits(project, own), false)
                .map(Objects::requireNonNull);
    }

    /** A file that cannot be understood lowers nothing; it also stops launches. */
    private GroupLimit limits(ProjectRow project, Map<QuotaName, Long> own) {
        var wish =
                switch (files.read(project.path())) {
                    case ProjectFiles.Read.Limits found -> found;
                    case ProjectFiles.Read.Malformed _ -> ProjectFiles.Read.NOTHING;
                };
        return GroupLimit.of(
                project.name().value(), QuotaLimit.all(defaults, own, wish.limits(), wish.file()));
    }
}
