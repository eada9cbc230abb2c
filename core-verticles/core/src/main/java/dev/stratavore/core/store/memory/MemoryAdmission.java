package dev.stratavore.core.store.memory;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore.Admission;
import dev.stratavore.core.store.RunnerStore.Admitted;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Admits runners to the rows in memory. */
final class MemoryAdmission {
    private static final String KIND = "runner.admit";

    private final MemoryState state;
    private final MemoryLeases leases;

    MemoryAdmission(MemoryState state, MemoryLeases leases) {
        this.state = state;
        this.leases = leases;
    }

    Admitted admit(Admission wish, CommandMeta meta) {
        var noted = state.noted(meta);
        if (noted.isPresent()) {
            return noted.get().digest().equals(meta.digest()) && noted.get().kind().equals(KIND)
                    ? new Admitted.Already(rows(noted.get().target()))
                    : new Admitted.OtherCommand();
        }
        leases.require(wish.node());
        var project = state.projects.get(wish.project());
        if (project == null) {
            return new Admitted.ProjectGone();
        }
        int limit = wish.limits().ofProject(project.maxRunners());
        var places = MemoryPlaces.of(state.runners.values(), wish.project(), wish.node());
        if (places.live() + places.owed() + wish.runners().size() > limit) {
            return new Admitted.QuotaReached(limit, places.live(), places.owed());
        }
        int onNode =
                state.liveOn(wish.node())
                        + MemoryPlaces.owedOn(wish.node(), state.runners.values());
        var taken = taken(places, wish.runners());
        if (taken.isEmpty() && wish.limits().fillsNode(onNode, wish.runners().size())) {
            return new Admitted.NodeFull(wish.limits().node().orElseThrow(), onNode);
        }
        return taken.orElseGet(() -> insert(wish, project, meta));
    }

    private static Optional<Admitted> taken(MemoryPlaces places, List<RunnerSpec> wanted) {
        for (var spec : wanted) {
            if (spec.name().isPresent()) {
                var holder = places.take(spec.name().get(), spec.id());
                if (holder.isPresent()) {
                    return Optional.of(new Admitted.NameTaken(spec.name().get(), holder.get()));
                }
            }
        }
        return Optional.empty();
    }

    private Admitted insert(Admission wish, ProjectRow project, CommandMeta meta) {
        var rows = new ArrayList<RunnerRow>();
        for (var spec : wish.runners()) {
            var row = row(spec, wish, project, meta);
            state.runners.put(row.id(), row);
            state.records.put(row.id(), MemoryState.recordOf(spec));
            state.write(
                    NewEvent.of(row, new RunnerEvent.Starting(1, row.attempt().fence())),
                    meta,
                    Optional.of(meta.commandId()),
                    wish.at());
            rows.add(row);
        }
        var ids = wish.runners().stream().map(s -> s.id().value()).toList();
        state.note(meta, KIND, String.join(",", ids));
        return new Admitted.All(rows);
    }

    private RunnerRow row(RunnerSpec spec, Admission wish, ProjectRow project, CommandMeta meta) {
        return new RunnerRow(
                spec.id(),
                project.key(),
                project.name(),
                spec.name(),
                spec.agent(),
                RunnerStatus.STARTING,
                1,
                new RunnerRow.Attempt(
                        1,
                        state.nextFence(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                wish.node(),
                Objects.requireNonNull(state.nodes.get(wish.node())).label(),
                meta.principal(),
                MemoryState.stored(wish.at()),
                spec.cwd(),
                spec.argv(),
                spec.environment().keySet().stream().sorted().toList(),
                spec.agentSession(),
                spec.expectedDialogs(),
                new RunnerRow.Restarts(spec.options().restart().most(), 0, Optional.empty()),
                Optional.empty(),
                spec.options().maxTimeMillis());
    }

    private List<RunnerRow> rows(String target) {
        return List.of(target.split(",", -1)).stream()
                .map(id -> Objects.requireNonNull(state.runners.get(new RunnerId(id))))
                .toList();
    }
}
