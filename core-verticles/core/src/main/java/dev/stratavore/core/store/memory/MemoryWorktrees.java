package dev.stratavore.core.store.memory;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.Worktree;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.core.store.RunnerStore.LaunchRecord;
import dev.stratavore.core.store.RunnerStore.RemovedWorktree;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which runners have worktrees, and whose are being removed. Under the state's lock. */
final class MemoryWorktrees {
    private static final String KIND = "runner.worktree";

    private final MemoryState state;
    private final MemoryLeases leases;
    private final Set<RunnerId> claimed = new HashSet<>();

    MemoryWorktrees(MemoryState state, MemoryLeases leases) {
        this.state = state;
        this.leases = leases;
    }

    Optional<Worktree> of(RunnerId id) {
        return Optional.ofNullable(state.records.get(id))
                .flatMap(record -> record.options().worktree());
    }

    boolean isFree(RunnerId id) {
        return of(id).isPresent() && !claimed.contains(id);
    }

    boolean claim(RunnerId id) {
        var row = state.runners.get(id);
        if (row == null || of(id).isEmpty()) {
            return false;
        }
        leases.require(row.node());
        if (!row.status().ended() || row.restarts().dueAt().isPresent()) {
            return false;
        }
        claimed.add(id);
        return true;
    }

    boolean release(RunnerId id) {
        return claimed.remove(id);
    }

    boolean gone(RunnerId id, List<String> notes, Instant at, CommandMeta meta) {
        var row = state.runners.get(id);
        if (row == null || !claimed.contains(id) || state.noted(meta).isPresent()) {
            return false;
        }
        leases.require(row.node());
        var removed = new RemovedWorktree(of(id).orElseThrow(), notes);
        state.write(
                NewEvent.worktreeRemoved(row, removed), meta, Optional.of(meta.commandId()), at);
        state.note(meta, KIND, id.value());
        claimed.remove(id);
        state.records.computeIfPresent(
                id,
                (_, record) ->
                        new LaunchRecord(
                                record.options().in(Optional.empty()),
                                record.environment(),
                                record.secretNames(),
                                record.columns(),
                                record.rows()));
        return true;
    }

    Optional<RemovedWorktree> removal(RunnerId id, UUID commandId) {
        return state.events.stream()
                .filter(event -> event.type().equals(NewEvent.WORKTREE_REMOVED))
                .filter(event -> event.aggregateId().equals(id.value()))
                .filter(event -> event.commandId().equals(Optional.of(commandId)))
                .findFirst()
                .map(event -> NewEvent.removedWorktree(event.data()));
    }
}
