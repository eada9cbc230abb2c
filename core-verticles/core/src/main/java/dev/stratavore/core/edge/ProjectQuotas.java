package dev.stratavore.core.edge;

import dev.stratavore.api.v1.Quota;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.quota.QuotaLimit;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The limits of projects as they hold, and as the API shows them. */
final class ProjectQuotas {
    private final ProjectStore store;
    private final Map<QuotaName, Long> defaults;

    ProjectQuotas(ProjectStore store, Map<QuotaName, Long> defaults) {
        this.store = store;
        this.defaults = defaults;
    }

    /** What is configured; empty for no limit. */
    OptionalLong byDefault(QuotaName name) {
        var value = defaults.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    Future<List<Quota>> of(List<ProjectRow> projects) {
        return store.quotas(projects.stream().map(ProjectRow::key).toList())
                .map(own -> projects.stream().flatMap(row -> of(row, own).stream()).toList());
    }

    Future<Quota> of(ProjectRow project, QuotaName name) {
        return of(List.of(project))
                .map(all ->
                        all.stream()
                                .filter(quota -> quota.getName().equals(name.word()))
                                .findFirst()
                                .orElseThrow());
    }

    private List<Quota> of(ProjectRow project, Map<ProjectKey, Map<QuotaName, Long>> own) {
        var limits = own.getOrDefault(project.key(), Map.of());
        return Arrays.stream(QuotaName.values())
                .map(name -> message(project, QuotaLimit.of(name, defaults, limits)))
                .toList();
    }

    private static Quota message(ProjectRow project, QuotaLimit limit) {
        var quota =
                Quota.newBuilder()
                        .setProject(project.name().value())
                        .setName(limit.name().word())
                        .setSource(limit.source().word())
                        .setRemark(limit.remark().orElse(""));
        limit.limit().ifPresent(quota::setLimit);
        if (limit.name() == QuotaName.MAX_CONCURRENT_RUNNERS) {
            quota.setInUse(project.liveRunners());
        }
        return quota.build();
    }
}
