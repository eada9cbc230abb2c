package dev.stratavore.core.store.memory;

import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.RunnerReference;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore.Resolved;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What an id argument means among the rows in memory. */
final class MemoryResolution {
    private final MemoryState state;

    MemoryResolution(MemoryState state) {
        this.state = state;
    }

    Resolved resolve(String reference, Optional<ProjectName> project) {
        var rows =
                state.runners.values().stream()
                        .filter(r -> project.map(p -> state.isOf(r, p)).orElse(true))
                        .sorted(Comparator.comparing(RunnerRow::createdAt).reversed())
                        .toList();
        if (RunnerId.isRunnerId(reference)) {
            return one(rows.stream().filter(r -> r.id().value().equals(reference)).toList());
        }
        var named = rows.stream().filter(r -> r.name().equals(Optional.of(reference))).toList();
        var live = named.stream().filter(r -> !r.status().ended()).toList();
        if (!live.isEmpty()) {
            return one(live);
        }
        if (!named.isEmpty()) {
            return new Resolved.One(named.getFirst());
        }
        return RunnerReference.prefix(reference)
                .map(p -> one(rows.stream().filter(r -> r.id().value().startsWith(p)).toList()))
                .orElseGet(Resolved.None::new);
    }

    private static Resolved one(List<RunnerRow> rows) {
        return switch (rows.size()) {
            case 0 -> new Resolved.None();
            case 1 -> new Resolved.One(rows.getFirst());
            default ->
                    new Resolved.Several(
                            rows.stream()
                                    .map(RunnerRow::id)
                                    .sorted()
                                    .limit(RunnerReference.MOST_CANDIDATES)
                                    .toList());
        };
    }
}
