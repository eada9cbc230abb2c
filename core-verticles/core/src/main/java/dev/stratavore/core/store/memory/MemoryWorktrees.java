package dev.stratavore.core.store.memory;

import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.Worktree;
import dev.stratavore.core.store.RunnerStore.LaunchRecord;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which runners have worktrees, and whose are being removed. Under the state's lock. */
final class MemoryWorktrees {
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

    boolean gone(RunnerId id) {
        var row = state.runners.get(id);
        if (row == null || !claimed.contains(id)) {
            return false;
        }
        leases.require(row.node());
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
}
