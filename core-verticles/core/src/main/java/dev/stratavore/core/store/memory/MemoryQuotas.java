package dev.stratavore.core.store.memory;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore.QuotaChange;
import dev.stratavore.core.store.ProjectStore.QuotaSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The limits of the projects in memory. */
final class MemoryQuotas {
    private static final String KIND = "project.quota";

    private final MemoryState state;

    MemoryQuotas(MemoryState state) {
        this.state = state;
    }

    Map<ProjectKey, Map<QuotaName, Long>> of(List<ProjectKey> projects) {
        var found = new HashMap<ProjectKey, Map<QuotaName, Long>>();
        for (var project : projects) {
            var limits = state.quotas.getOrDefault(project, Map.of());
            if (!limits.isEmpty()) {
                found.put(project, limits);
            }
        }
        return found;
    }

    QuotaSet set(QuotaChange change, CommandMeta meta) {
        var target = change.project().value() + "/" + change.name().word();
        var noted = state.noted(meta);
        if (noted.isPresent()) {
            var same = new MemoryState.Noted(meta.digest(), KIND, target).equals(noted.get());
            return same ? new QuotaSet.Done() : new QuotaSet.OtherCommand();
        }
        var project = state.projects.get(change.project());
        if (project == null) {
            return new QuotaSet.ProjectGone();
        }
        int live = live(change.project());
        if (change.isBelowUse(live, meta)) {
            return new QuotaSet.BelowUse(change.limit().getAsLong(), live);
        }
        state.note(meta, KIND, target);
        write(project, change, meta);
        return new QuotaSet.Done();
    }

    private int live(ProjectKey project) {
        return (int)
                state.runners.values().stream()
                        .filter(r -> r.project().equals(project) && !r.status().ended())
                        .count();
    }

    private void write(ProjectRow project, QuotaChange change, CommandMeta meta) {
        var own = state.quotas.getOrDefault(project.key(), Map.of()).get(change.name());
        var before = own == null ? OptionalLong.empty() : OptionalLong.of(own);
        if (before.equals(change.value())) {
            return;
        }
        state.projects.put(project.key(), withLimits(project, put(change)));
        state.write(
                NewEvent.quotaSet(project, change.name(), before, change.value()),
                meta,
                Optional.of(meta.commandId()),
                change.at());
    }

    /** The limits of the project with the change. */
    Map<QuotaName, Long> put(QuotaChange change) {
        var limits = new HashMap<>(state.quotas.getOrDefault(change.project(), Map.of()));
        if (change.value().isPresent()) {
            limits.put(change.name(), change.value().getAsLong());
        } else {
            limits.remove(change.name());
        }
        state.quotas.put(change.project(), Map.copyOf(limits));
        return limits;
    }

    private static ProjectRow withLimits(ProjectRow row, Map<QuotaName, Long> limits) {
        var most = limits.get(QuotaName.MAX_CONCURRENT_RUNNERS);
        return new ProjectRow(
                row.key(),
                row.name(),
                row.path(),
                row.description(),
                row.agent(),
                most == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(most)),
                row.owner(),
                row.archived(),
                row.createdAt(),
                row.liveRunners(),
                row.restart());
    }
}
