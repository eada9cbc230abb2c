package dev.stratavore.core.store.memory;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.core.store.OpaqueToken;
import dev.stratavore.core.store.Page;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

final class MemoryRunnerStore implements RunnerStore {
    private static final String KIND = "runner.change";
    private static final Comparator<RunnerRow> OLDEST_FIRST =
            Comparator.comparing(RunnerRow::createdAt).thenComparing(RunnerRow::id);

    private static final Comparator<RunnerRow> FIRST_ENDED =
            Comparator.comparing(MemoryRunnerStore::endOf).thenComparing(RunnerRow::id);

    private final MemoryState state;
    private final MemoryLeases leases;
    private final MemoryAdmission admission;
    private final MemoryResolution resolution;
    private final MemoryWorktrees worktrees;
    private final Map<RunnerId, NodeId> outputLeft = new LinkedHashMap<>();

    MemoryRunnerStore(MemoryState state, MemoryLeases leases) {
        this.state = state;
        this.leases = leases;
        admission = new MemoryAdmission(state, leases);
        resolution = new MemoryResolution(state);
        worktrees = new MemoryWorktrees(state, leases);
    }

    @Override
    public Future<Admitted> admit(Admission wish, CommandMeta meta) {
        return state.call(() -> admission.admit(wish, meta));
    }

    @Override
    public Future<Saved> save(Change change, CommandMeta meta, boolean fromClient) {
        return state.call(() -> saved(change, meta, fromClient));
    }

    private Saved saved(Change change, CommandMeta meta, boolean fromClient) {
        var current = state.runners.get(change.before().id());
        if (current == null) {
            throw new IllegalStateException("no runner " + change.before().id());
        }
        if (fromClient) {
            var noted = state.noted(meta);
            if (noted.isPresent()) {
                var same =
                        new MemoryState.Noted(meta.digest(), KIND, current.id().value())
                                .equals(noted.get());
                return same ? new Saved.Already(current) : new Saved.OtherCommand();
            }
        }
        leases.require(current.node());
        if (current.version() != change.before().version()) {
            return new Saved.Stale(current);
        }
        var refusal = change.readmission().flatMap(wish -> noRoom(current, wish));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        change.readmission()
                .ifPresent(
                        wish -> state.records.put(current.id(), MemoryState.recordOf(wish.spec())));
        var after = merged(current, change);
        state.runners.put(after.id(), after);
        var commandId = fromClient ? Optional.of(meta.commandId()) : Optional.<UUID>empty();
        change.events()
                .forEach(e -> state.write(NewEvent.of(after, e), meta, commandId, change.at()));
        if (fromClient) {
            state.note(meta, KIND, after.id().value());
        }
        return new Saved.Done();
    }

    private Optional<Saved> noRoom(RunnerRow row, Readmission wish) {
        var project = state.projects.get(row.project());
        if (project == null) {
            return Optional.of(new Saved.ProjectGone());
        }
        var places = MemoryPlaces.of(state.runners.values(), row.project(), row.node());
        int limit = wish.limits().ofProject(project.maxRunners());
        if (places.live() >= limit) {
            return Optional.of(new Saved.QuotaReached(limit, places.live()));
        }
        var holder = row.name().flatMap(name -> places.take(name, row.id()));
        if (holder.isPresent()) {
            return Optional.of(new Saved.NameTaken(row.name().orElseThrow(), holder.get()));
        }
        if (wish.spec().options().worktree().isPresent() && !worktrees.isFree(row.id())) {
            return Optional.of(new Saved.WorktreeGone());
        }
        int onNode = state.liveOn(row.node());
        return wish.limits().fillsNode(onNode, 1)
                ? Optional.of(new Saved.NodeFull(wish.limits().node().orElseThrow(), onNode))
                : Optional.empty();
    }

    private static RunnerRow merged(RunnerRow before, Change change) {
        var after = change.after();
        var begun = change.readmission().isPresent() ? after : before;
        return new RunnerRow(
                before.id(),
                before.project(),
                before.projectName(),
                before.name(),
                before.agent(),
                after.status(),
                after.version(),
                stored(after.attempt()),
                before.node(),
                before.nodeLabel(),
                before.owner(),
                before.createdAt(),
                before.cwd(),
                begun.argv(),
                begun.environmentNames(),
                after.agentSession(),
                after.expectedDialogs(),
                after.restarts(),
                after.unreachableSince().map(MemoryState::stored),
                before.maxTimeMillis());
    }

    private static RunnerRow.Attempt stored(RunnerRow.Attempt attempt) {
        return new RunnerRow.Attempt(
                attempt.number(),
                attempt.fence(),
                attempt.process(),
                attempt.exit(),
                attempt.reason(),
                attempt.startedAt().map(MemoryState::stored),
                attempt.endedAt().map(MemoryState::stored),
                attempt.lost());
    }

    @Override
    public Future<Carried> carriedOut(CommandMeta meta) {
        return state.call(() ->
                state.noted(meta)
                        .map(noted ->
                                noted.digest().equals(meta.digest())
                                        ? Carried.OUT
                                        : Carried.OTHER_COMMAND)
                        .orElse(Carried.NOT));
    }

    @Override
    public Future<Optional<RunnerRow>> find(RunnerId id) {
        return state.call(() -> Optional.ofNullable(state.runners.get(id)));
    }

    @Override
    public Future<Resolved> resolve(String reference, Optional<ProjectName> project) {
        return state.call(() -> resolution.resolve(reference, project));
    }

    @Override
    public Future<Page<RunnerRow>> list(Filter filter, Page.Request page) {
        return state.call(() -> {
            var rest =
                    rows(filter)
                            .sorted(filter.newestFirst() ? OLDEST_FIRST.reversed() : OLDEST_FIRST);
            var kind = filter.newestFirst() ? "runners.newest" : "runners";
            if (page.token().isPresent()) {
                var key = OpaqueToken.read(page.token().get(), kind, 2);
                var at = OpaqueToken.instant(key.get(0));
                rest = rest.filter(r -> isBehind(r, at, key.get(1), filter.newestFirst()));
            }
            return page(rest.toList(), page.size(), kind);
        });
    }

    private static boolean isBehind(RunnerRow row, Instant at, String id, boolean newestFirst) {
        int age = row.createdAt().compareTo(at);
        int order = age == 0 ? row.id().value().compareTo(id) : age;
        return newestFirst ? order < 0 : order > 0;
    }

    private static Page<RunnerRow> page(List<RunnerRow> rest, int size, String kind) {
        if (rest.size() <= size) {
            return new Page<>(rest, Optional.empty());
        }
        var items = rest.subList(0, size);
        var last = items.getLast();
        return new Page<>(
                items,
                Optional.of(
                        OpaqueToken.of(
                                kind, OpaqueToken.part(last.createdAt()), last.id().value())));
    }

    private Stream<RunnerRow> rows(Filter filter) {
        return state.runners.values().stream()
                .filter(r -> filter.project().map(p -> state.isOf(r, p)).orElse(true))
                .filter(r ->
                        filter.status()
                                .map(r.status()::equals)
                                .orElse(filter.ended() || !r.status().ended()))
                .filter(r -> filter.agent().map(r.agent()::equals).orElse(true));
    }

    @Override
    public Future<List<RunnerRow>> liveOn(NodeId node) {
        return state.call(() ->
                state.runners.values().stream()
                        .filter(r -> r.node().equals(node) && !r.status().ended())
                        .sorted(OLDEST_FIRST)
                        .toList());
    }

    @Override
    public Future<Long> nextFence() {
        return state.call(state::nextFence);
    }

    @Override
    public Future<Optional<LaunchRecord>> launchRecord(RunnerId id) {
        return state.call(() -> Optional.ofNullable(state.records.get(id)));
    }

    @Override
    public Future<List<RunnerRow>> owedRestarts(NodeId node) {
        return state.call(() ->
                state.runners.values().stream()
                        .filter(r -> r.node().equals(node) && r.restarts().dueAt().isPresent())
                        .sorted(OLDEST_FIRST)
                        .toList());
    }

    @Override
    public Future<List<RunnerRow>> everyOwedRestart(Optional<ProjectName> project) {
        return state.call(() ->
                state.runners.values().stream()
                        .filter(r -> r.restarts().dueAt().isPresent())
                        .filter(r -> project.map(p -> state.isOf(r, p)).orElse(true))
                        .sorted(OLDEST_FIRST)
                        .toList());
    }

    @Override
    public Future<Map<RunnerStatus, Integer>> countByStatus() {
        return state.call(() -> {
            var counts = new EnumMap<RunnerStatus, Integer>(RunnerStatus.class);
            state.runners.values().forEach(r -> counts.merge(r.status(), 1, Integer::sum));
            return Map.copyOf(counts);
        });
    }

    @Override
    public Future<List<RunnerRow>> lostOn(NodeId node) {
        return state.call(() ->
                state.runners.values().stream()
                        .filter(r -> r.node().equals(node) && r.attempt().lost().isPresent())
                        .filter(r -> r.restarts().dueAt().isEmpty())
                        .sorted(OLDEST_FIRST)
                        .toList());
    }

    @Override
    public Future<Boolean> saveForSilent(Change change, CommandMeta meta) {
        return state.call(() -> {
            var node = state.nodes.get(change.before().node());
            return node != null
                    && !node.leased()
                    && saved(change, meta, false) instanceof Saved.Done;
        });
    }

    @Override
    public Future<List<RunnerId>> prune(Prunable which, int limit) {
        return state.call(() -> {
            var old =
                    state.runners.values().stream()
                            .filter(r -> isPrunable(r, which))
                            .sorted(FIRST_ENDED)
                            .limit(limit)
                            .map(RunnerRow::id)
                            .toList();
            old.forEach(state.runners::remove);
            old.forEach(state.records::remove);
            old.forEach(id -> outputLeft.put(id, which.node()));
            return old;
        });
    }

    @Override
    public Future<List<RunnerId>> outputLeft(NodeId node, int limit) {
        return state.call(() ->
                outputLeft.entrySet().stream()
                        .filter(each -> each.getValue().equals(node))
                        .map(Map.Entry::getKey)
                        .limit(limit)
                        .toList());
    }

    @Override
    public Future<Void> outputRemoved(List<RunnerId> pruned) {
        return state.call(() -> outputLeft.keySet().removeAll(pruned)).mapEmpty();
    }

    @Override
    public Future<List<InWorktree>> inWorktrees(Optional<ProjectName> project, int limit) {
        return state.call(() ->
                state.runners.values().stream()
                        .filter(r -> project.map(p -> state.isOf(r, p)).orElse(true))
                        .sorted(OLDEST_FIRST)
                        .flatMap(r ->
                                worktrees.of(r.id()).map(tree -> new InWorktree(r, tree)).stream())
                        .limit(limit)
                        .toList());
    }

    @Override
    public Future<Boolean> claimWorktree(RunnerId id) {
        return state.call(() -> worktrees.claim(id));
    }

    @Override
    public Future<Void> releaseWorktree(RunnerId id) {
        return state.call(() -> worktrees.release(id)).mapEmpty();
    }

    @Override
    public Future<Boolean> worktreeGone(
            RunnerId id, List<String> notes, Instant at, CommandMeta meta) {
        return state.call(() -> worktrees.gone(id, notes, at, meta));
    }

    @Override
    public Future<Optional<RemovedWorktree>> removal(RunnerId id, UUID commandId) {
        return state.call(() -> worktrees.removal(id, commandId));
    }

    private boolean isPrunable(RunnerRow row, Prunable which) {
        return row.node().equals(which.node())
                && row.status().ended()
                && row.restarts().dueAt().isEmpty()
                && worktrees.of(row.id()).isEmpty()
                && which.endedBefore().map(time -> endOf(row).isBefore(time)).orElse(true)
                && which.project().map(p -> state.isOf(row, p)).orElse(true)
                && which.owner().map(row.owner()::equals).orElse(true)
                && which.only().map(row.id()::equals).orElse(true);
    }

    private static Instant endOf(RunnerRow row) {
        return row.attempt().endedAt().orElse(Instant.MAX);
    }
}
