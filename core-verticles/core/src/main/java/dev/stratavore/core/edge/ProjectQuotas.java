package dev.stratavore.core.edge;

import dev.stratavore.api.v1.Quota;
import dev.stratavore.core.port.Figures;
import dev.stratavore.core.port.NodeControl;
import dev.stratavore.core.port.ProjectFiles;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.quota.QuotaLimit;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The limits of projects as they hold, by the configuration, the projects and their files. */
final class ProjectQuotas {
    private static final int MIB_BITS = 20;

    /** Said of a lower limit that those who live share: they lose nothing that they have. */
    private static final String WHERE_NEW =
            "; where that is new, from the next launch on that finds no other runner alive";

    private final Vertx vertx;
    private final ProjectStore store;
    private final ProjectFiles files;
    private final RunnerStore runners;
    private final Figures figures;
    private final NodeControl node;
    private final Map<QuotaName, Long> defaults;

    /**
     * What a launch is told of the limits.
     *
     * @param lowered live runners by the project's file, where that is the lower limit
     * @param notices for the user
     */
    record ForLaunch(OptionalInt lowered, List<String> notices) {}

    ProjectQuotas(Vertx vertx, EdgePorts ports, Map<QuotaName, Long> defaults) {
        this.vertx = vertx;
        this.store = ports.projects();
        this.files = ports.files();
        this.runners = ports.runners();
        this.figures = ports.figures();
        this.node = ports.node();
        this.defaults = defaults;
    }

    /** What is configured; empty for no limit. */
    OptionalLong byDefault(QuotaName name) {
        var value = defaults.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** As the API shows them; a file that cannot be understood is a remark. */
    Future<List<Quota>> of(List<ProjectRow> projects) {
        return store.quotas(projects.stream().map(ProjectRow::key).toList())
                .compose(own ->
                        live().compose(live ->
                                Worker.run(vertx, () -> messages(projects, own, live))));
    }

    Future<Quota> of(ProjectRow project, QuotaName name) {
        return of(List.of(project))
                .map(all ->
                        all.stream()
                                .filter(quota -> quota.getName().equals(name.word()))
                                .findFirst()
                                .orElseThrow());
    }

    /**
     * Refused where the project's file cannot be understood. The limits that hold are the
     * admission's to read; here only those are that the file wishes to change.
     */
    Future<ForLaunch> forLaunch(ProjectRow project) {
        return Worker.run(vertx, () -> files.read(project.path()))
                .compose(read ->
                        switch (read) {
                            case ProjectFiles.Read.Malformed(var problem) ->
                                    throw Refusals.of(
                                            RefusalKind.CONFIGURATION,
                                            problem,
                                            "mend the file, or remove it");
                            case ProjectFiles.Read.Limits wish ->
                                    wish.limits().isEmpty()
                                            ? Future.succeededFuture(
                                                    forLaunch(project, List.of(), wish))
                                            : store.quotas(List.of(project.key()))
                                                    .map(own ->
                                                            forLaunch(
                                                                    project,
                                                                    limits(project, own, wish),
                                                                    wish));
                        });
    }

    private static ForLaunch forLaunch(
            ProjectRow project, List<QuotaLimit> limits, ProjectFiles.Read.Limits wish) {
        var notices = new ArrayList<String>();
        var lowered = OptionalInt.empty();
        for (var limit : limits) {
            remark(project, limit)
                    .ifPresent(remark -> notices.add(limit.name().word() + ": " + remark));
            boolean byFile = limit.source() == QuotaLimit.Source.FILE;
            if (byFile && limit.name() == QuotaName.MAX_CONCURRENT_RUNNERS) {
                lowered = OptionalInt.of(Math.toIntExact(limit.limit().orElseThrow()));
            }
        }
        notices.addAll(wish.remarks());
        return new ForLaunch(lowered, notices);
    }

    private static Optional<String> remark(ProjectRow project, QuotaLimit limit) {
        boolean shared =
                limit.source() == QuotaLimit.Source.FILE
                        && limit.name() != QuotaName.MAX_CONCURRENT_RUNNERS
                        && project.liveRunners() > 0;
        return limit.remark().map(remark -> shared ? remark + WHERE_NEW : remark);
    }

    private List<Quota> messages(
            List<ProjectRow> projects,
            Map<ProjectKey, Map<QuotaName, Long>> own,
            Map<ProjectKey, List<RunnerRow>> live) {
        var all = new ArrayList<Quota>();
        for (var project : projects) {
            switch (files.read(project.path())) {
                case ProjectFiles.Read.Malformed(var problem) ->
                        limits(project, own, ProjectFiles.Read.NOTHING)
                                .forEach(limit ->
                                        all.add(
                                                message(
                                                        project,
                                                        limit,
                                                        Optional.of(problem),
                                                        live)));
                case ProjectFiles.Read.Limits wish ->
                        limits(project, own, wish)
                                .forEach(limit ->
                                        all.add(
                                                message(
                                                        project,
                                                        limit,
                                                        remark(project, limit),
                                                        live)));
            }
        }
        return all;
    }

    private List<QuotaLimit> limits(
            ProjectRow project,
            Map<ProjectKey, Map<QuotaName, Long>> own,
            ProjectFiles.Read.Limits wish) {
        var set = own.getOrDefault(project.key(), Map.of());
        return QuotaLimit.all(defaults, set, wish.limits(), wish.file());
    }

    private Quota message(
            ProjectRow project,
            QuotaLimit limit,
            Optional<String> remark,
            Map<ProjectKey, List<RunnerRow>> live) {
        var quota =
                Quota.newBuilder()
                        .setProject(project.name().value())
                        .setName(limit.name().word())
                        .setSource(limit.source().word())
                        .setRemark(remark.orElse(""));
        limit.limit().ifPresent(quota::setLimit);
        inUse(project, limit.name(), live.getOrDefault(project.key(), List.of()))
                .ifPresent(quota::setInUse);
        return quota.build();
    }

    /** Empty where nothing has been measured yet. */
    OptionalLong inUse(ProjectRow project, QuotaName name, List<RunnerRow> live) {
        if (name == QuotaName.MAX_CONCURRENT_RUNNERS) {
            return OptionalLong.of(project.liveRunners());
        }
        var usage =
                live.stream().map(row -> figures.of(row.id())).flatMap(Optional::stream).toList();
        if (usage.isEmpty() && !live.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                name == QuotaName.MAX_MEMORY_MB
                        ? usage.stream().mapToLong(Figures.Usage::memoryBytes).sum() >> MIB_BITS
                        : Math.round(usage.stream().mapToDouble(Figures.Usage::cpuPercent).sum()));
    }

    /** The live runners of this node, which are those that it has figures of. */
    Future<Map<ProjectKey, List<RunnerRow>>> live() {
        return runners.liveOn(node.node())
                .map(rows -> rows.stream().collect(Collectors.groupingBy(RunnerRow::project)));
    }
}
