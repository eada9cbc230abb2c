package dev.stratavore.supervisor.process;

import dev.stratavore.core.port.ProjectFiles;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.quota.QuotaLimit;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.Stores;
import dev.stratavore.pty.frame.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

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
    private final Map<ProjectKey, GroupLimit> byFile = new ConcurrentHashMap<>();

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

    /**
     * What a runner is launched under. The project's file counts from here to the next launch, but
     * lowers nothing while others live: one of them may have written it.
     */
    public Future<Limits> forLaunch(RunnerId runner) {
        return stores.runners()
                .find(runner)
                .map(row -> row.orElseThrow(() -> new IllegalStateException("no " + runner)))
                .compose(row -> project(row.project()).compose(project -> read(row, project)))
                .compose(this::of)
                .map(limit -> limit.forLaunch(bounds));
    }

    private Future<ProjectKey> read(RunnerRow launched, ProjectRow project) {
        return othersLive(launched)
                .compose(others ->
                        wished(project)
                                .map(wish -> {
                                    take(project.key(), wish, others);
                                    return project.key();
                                }));
    }

    private void take(ProjectKey key, GroupLimit wish, boolean othersLive) {
        var none = GroupLimit.none(wish.group());
        byFile.compute(
                key, (_, holds) -> othersLive ? wish.orLooser(holds == null ? none : holds) : wish);
    }

    /** Those that are started together with it have nothing yet that they could lose. */
    private Future<Boolean> othersLive(RunnerRow launched) {
        return stores.runners()
                .liveOn(launched.node())
                .map(rows ->
                        rows.stream()
                                .filter(row -> row.project().equals(launched.project()))
                                .filter(row -> !row.id().equals(launched.id()))
                                .anyMatch(row -> row.attempt().process().isPresent()));
    }

    /** What those that live are held to: what is configured and set, and what a launch has read. */
    Future<GroupLimit> of(ProjectKey key) {
        return project(key)
                .compose(project ->
                        stores.projects()
                                .quotas(List.of(key))
                                .map(own -> {
                                    var name = project.name().value();
                                    var set = own.getOrDefault(key, Map.of());
                                    return GroupLimit.of(
                                                    name,
                                                    QuotaLimit.all(defaults, set, Map.of(), ""))
                                            .and(byFile.getOrDefault(key, GroupLimit.none(name)));
                                }));
    }

    private Future<ProjectRow> project(ProjectKey key) {
        return stores.projects()
                .find(key)
                .map(row -> row.orElseThrow(() -> new IllegalStateException("no project " + key)));
    }

    private Future<GroupLimit> wished(ProjectRow project) {
        return vertx.executeBlocking(() -> wish(project), false).map(Objects::requireNonNull);
    }

    /** A file that cannot be understood lowers nothing; it also stops launches. */
    private GroupLimit wish(ProjectRow project) {
        var wishes =
                switch (files.read(project.path())) {
                    case ProjectFiles.Read.Limits found -> found;
                    case ProjectFiles.Read.Malformed _ -> ProjectFiles.Read.NOTHING;
                };
        return GroupLimit.of(
                project.name().value(),
                QuotaLimit.all(Map.of(), Map.of(), wishes.limits(), wishes.file()));
    }
}
