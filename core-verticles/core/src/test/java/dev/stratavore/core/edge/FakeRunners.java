package dev.stratavore.core.edge;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.LaunchOptions;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.protocol.Worktree;
import dev.stratavore.core.store.Page;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** Runner rows in memory, for the reading side; can be made to fail. */
final class FakeRunners implements RunnerStore {
    private final List<RunnerRow> rows = new ArrayList<>();

    /** Each reading of one row, once its answer is fixed. */
    final LinkedBlockingQueue<RunnerId> finds = new LinkedBlockingQueue<>();

    /** Trees by their runners. */
    final Map<RunnerId, Worktree> worktrees = new ConcurrentHashMap<>();

    private volatile Optional<RuntimeException> failure = Optional.empty();
    private volatile int reads;

    synchronized void put(RunnerRow row) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).id().equals(row.id())) {
                rows.set(i, row);
                return;
            }
        }
        rows.add(row);
    }

    synchronized RunnerRow get(RunnerId id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    }

    synchronized List<RunnerRow> all() {
        return List.copyOf(rows);
    }

    void goDown() {
        failure =
                Optional.of(new StoreUnavailable("refused at 10.1.2.3", new java.io.IOException()));
    }

    void failWith(RuntimeException bug) {
        failure = Optional.of(bug);
    }

    /** Commands that were carried out before. */
    final Map<UUID, Carried> carriedOut = new ConcurrentHashMap<>();

    @Override
    public Future<Long> nextFence() {
        throw new UnsupportedOperationException("actors draw fences");
    }

    @Override
    public Future<Optional<LaunchRecord>> launchRecord(RunnerId id) {
        return Future.succeededFuture(Optional.ofNullable(records.get(id)).or(() -> inTree(id)));
    }

    private Optional<LaunchRecord> inTree(RunnerId id) {
        return Optional.ofNullable(worktrees.get(id))
                .map(tree ->
                        new LaunchRecord(
                                LaunchOptions.NONE.in(Optional.of(tree)),
                                Map.of(),
                                Set.of(),
                                80,
                                24));
    }

    @Override
    public Future<List<InWorktree>> inWorktrees(Optional<ProjectName> project, int limit) {
        return Future.succeededFuture(
                all().stream()
                        .filter(row -> project.filter(p -> !p.equals(row.projectName())).isEmpty())
                        .flatMap(row ->
                                Optional.ofNullable(worktrees.get(row.id()))
                                        .map(tree -> new InWorktree(row, tree))
                                        .stream())
                        .limit(limit)
                        .toList());
    }

    /** Whose trees are being removed. */
    final Set<RunnerId> claimed = ConcurrentHashMap.newKeySet();

    @Override
    public Future<Boolean> claimWorktree(RunnerId id) {
        boolean mayBe = get(id).status().ended() && worktrees.containsKey(id);
        if (mayBe) {
            claimed.add(id);
        }
        return Future.succeededFuture(mayBe);
    }

    @Override
    public Future<Void> releaseWorktree(RunnerId id) {
        claimed.remove(id);
        return Future.succeededFuture();
    }

    @Override
    public Future<Boolean> worktreeGone(
            RunnerId id, List<String> notes, Instant at, CommandMeta meta) {
        if (!claimed.remove(id)) {
            return Future.succeededFuture(false);
        }
        var tree = Objects.requireNonNull(worktrees.remove(id));
        removals.put(meta.commandId(), new RemovedWorktree(tree, notes));
        carriedOut.put(meta.commandId(), Carried.OUT);
        return Future.succeededFuture(true);
    }

    private final Map<UUID, RemovedWorktree> removals = new ConcurrentHashMap<>();

    @Override
    public Future<Optional<RemovedWorktree>> removal(RunnerId id, UUID commandId) {
        return Future.succeededFuture(Optional.ofNullable(removals.get(commandId)));
    }

    final Map<RunnerId, LaunchRecord> records = new ConcurrentHashMap<>();

    @Override
    public Future<List<RunnerRow>> owedRestarts(NodeId node) {
        throw new UnsupportedOperationException("the supervisor reads them");
    }

    @Override
    public Future<List<RunnerRow>> everyOwedRestart(Optional<ProjectName> project) {
        return answer(() ->
                rows.stream()
                        .filter(row -> row.restarts().dueAt().isPresent())
                        .filter(row -> project.map(row.projectName()::equals).orElse(true))
                        .toList());
    }

    int reads() {
        return reads;
    }

    private synchronized <T> Future<T> answer(Supplier<T> value) {
        reads++;
        return failure.<Future<T>>map(Future::failedFuture)
                .orElseGet(() -> Future.succeededFuture(value.get()));
    }

    @Override
    public Future<Admitted> admit(Admission admission, CommandMeta meta) {
        throw new UnsupportedOperationException("actors write, the edge reads");
    }

    @Override
    public Future<Saved> save(Change change, CommandMeta meta, boolean fromClient) {
        throw new UnsupportedOperationException("actors write, the edge reads");
    }

    @Override
    public Future<Carried> carriedOut(CommandMeta meta) {
        return Future.succeededFuture(carriedOut.getOrDefault(meta.commandId(), Carried.NOT));
    }

    @Override
    public Future<Optional<RunnerRow>> find(RunnerId id) {
        return answer(() -> {
            finds.add(id);
            return rows.stream().filter(row -> row.id().equals(id)).findFirst();
        });
    }

    @Override
    public Future<Resolved> resolve(String reference, Optional<ProjectName> project) {
        return answer(() -> {
            var whole = reference.startsWith("runner-") ? reference : "runner-" + reference;
            var found =
                    rows.stream()
                            .filter(row ->
                                    row.name().equals(Optional.of(reference))
                                            || row.id().value().startsWith(whole))
                            .toList();
            return switch (found.size()) {
                case 0 -> new Resolved.None();
                case 1 -> new Resolved.One(found.getFirst());
                default -> new Resolved.Several(found.stream().map(RunnerRow::id).toList());
            };
        });
    }

    @Override
    public Future<Page<RunnerRow>> list(Filter filter, Page.Request page) {
        return answer(() -> {
            int from = FakePages.first(page, "runners");
            var all =
                    rows.stream()
                            .filter(row -> filter.ended() || !row.status().ended())
                            .filter(row ->
                                    filter.project().isEmpty()
                                            || filter.project().get().equals(row.projectName()))
                            .filter(row ->
                                    filter.status().isEmpty()
                                            || filter.status().get() == row.status())
                            .toList();
            int to = Math.min(all.size(), from + page.size());
            return new Page<>(
                    all.subList(from, to),
                    to < all.size()
                            ? Optional.of(FakePages.token(to, "runners"))
                            : Optional.empty());
        });
    }

    @Override
    public Future<List<RunnerRow>> liveOn(NodeId node) {
        return answer(() -> rows.stream().filter(row -> !row.status().ended()).toList());
    }

    @Override
    public Future<List<RunnerId>> prune(Prunable which, int limit) {
        return answer(() -> {
            prunings.add(which);
            var old =
                    rows.stream()
                            .filter(row -> row.status().ended())
                            .filter(row -> which.only().map(row.id()::equals).orElse(true))
                            .filter(row -> which.owner().map(row.owner()::equals).orElse(true))
                            .limit(limit)
                            .toList();
            rows.removeAll(old);
            return old.stream().map(RunnerRow::id).toList();
        });
    }

    final ConcurrentLinkedQueue<RunnerId> withoutOutput = new ConcurrentLinkedQueue<>();

    @Override
    public Future<List<RunnerId>> outputLeft(NodeId node, int limit) {
        throw new UnsupportedOperationException("the node removes what was left");
    }

    @Override
    public Future<Void> outputRemoved(List<RunnerId> pruned) {
        return answer(() -> withoutOutput.addAll(pruned)).mapEmpty();
    }

    final ConcurrentLinkedQueue<Prunable> prunings = new ConcurrentLinkedQueue<>();

    @Override
    public Future<List<RunnerRow>> lostOn(NodeId node) {
        return answer(() -> rows.stream().filter(row -> row.attempt().lost().isPresent()).toList());
    }

    @Override
    public Future<Boolean> saveForSilent(Change change, CommandMeta meta) {
        throw new UnsupportedOperationException("the supervisor sweeps");
    }

    @Override
    public Future<Map<RunnerStatus, Integer>> countByStatus() {
        return answer(() -> {
            var counts = new EnumMap<RunnerStatus, Integer>(RunnerStatus.class);
            rows.forEach(row -> counts.merge(row.status(), 1, Integer::sum));
            return counts;
        });
    }
}
