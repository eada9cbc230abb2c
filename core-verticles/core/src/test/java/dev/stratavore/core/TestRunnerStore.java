package dev.stratavore.core;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.Page;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Passes everything on, fails as often as it is told, and tells when a row has come to be such. */
final class TestRunnerStore implements RunnerStore {
    private final RunnerStore store;
    private final List<BooleanSupplier> watchers = new ArrayList<>();
    private int changeFailures;
    private int readFailures;
    private int lostAnswers;

    TestRunnerStore(RunnerStore store) {
        this.store = store;
    }

    /** The next changes fail and change nothing. */
    synchronized void failChanging(int next) {
        changeFailures = next;
    }

    /** The next changes are made, but nobody is told. */
    synchronized void loseAnswers(int next) {
        lostAnswers = next;
    }

    /** The next readings of one row fail. */
    synchronized void failReading(int next) {
        readFailures = next;
    }

    RunnerRow row(RunnerId id) {
        return Await.result(store.find(id)).orElseThrow();
    }

    List<RunnerRow> all() {
        var everything = new Filter(Optional.empty(), true, Optional.empty(), Optional.empty());
        return Await.result(store.list(everything, new Page.Request(1_000, Optional.empty())))
                .items();
    }

    /** Completes when the runner has this status. */
    Future<RunnerRow> whenStatus(RunnerId id, RunnerStatus status) {
        return whenRow(id, row -> row.status() == status);
    }

    private Future<RunnerRow> whenRow(RunnerId id, Predicate<RunnerRow> wanted) {
        var promise = Promise.<RunnerRow>promise();
        synchronized (this) {
            watchers.add(() ->
                    Await.result(store.find(id))
                            .filter(wanted)
                            .map(promise::tryComplete)
                            .orElse(false));
        }
        changed();
        return promise.future();
    }

    private synchronized void changed() {
        watchers.removeIf(BooleanSupplier::getAsBoolean);
    }

    @Override
    public Future<Admitted> admit(Admission admission, CommandMeta meta) {
        return change(() -> store.admit(admission, meta));
    }

    @Override
    public Future<Saved> save(Change change, CommandMeta meta, boolean fromClient) {
        return change(() -> store.save(change, meta, fromClient));
    }

    @Override
    public Future<Carried> carriedOut(CommandMeta meta) {
        return change(() -> store.carriedOut(meta));
    }

    @Override
    public Future<Optional<RunnerRow>> find(RunnerId id) {
        synchronized (this) {
            if (readFailures > 0) {
                readFailures--;
                return unavailable();
            }
        }
        return store.find(id);
    }

    @Override
    public Future<Long> nextFence() {
        return store.nextFence();
    }

    @Override
    public Future<Optional<LaunchRecord>> launchRecord(RunnerId id) {
        return store.launchRecord(id);
    }

    @Override
    public Future<List<InWorktree>> inWorktrees(Optional<ProjectName> project, int limit) {
        return store.inWorktrees(project, limit);
    }

    @Override
    public Future<Boolean> claimWorktree(RunnerId id) {
        return store.claimWorktree(id);
    }

    @Override
    public Future<Void> releaseWorktree(RunnerId id) {
        return store.releaseWorktree(id);
    }

    @Override
    public Future<Boolean> worktreeGone(
            RunnerId id, List<String> notes, Instant at, CommandMeta meta) {
        return store.worktreeGone(id, notes, at, meta);
    }

    @Override
    public Future<Optional<RemovedWorktree>> removal(RunnerId id, UUID commandId) {
        return store.removal(id, commandId);
    }

    @Override
    public Future<List<RunnerRow>> owedRestarts(NodeId node) {
        return store.owedRestarts(node);
    }

    @Override
    public Future<List<RunnerRow>> everyOwedRestart(Optional<ProjectName> project) {
        return store.everyOwedRestart(project);
    }

    @Override
    public Future<Resolved> resolve(String reference, Optional<ProjectName> project) {
        return store.resolve(reference, project);
    }

    @Override
    public Future<Page<RunnerRow>> list(Filter filter, Page.Request page) {
        return store.list(filter, page);
    }

    @Override
    public Future<List<RunnerRow>> liveOn(NodeId node) {
        return store.liveOn(node);
    }

    @Override
    public Future<Map<RunnerStatus, Integer>> countByStatus() {
        return store.countByStatus();
    }

    @Override
    public Future<List<RunnerId>> prune(Prunable which, int limit) {
        return store.prune(which, limit);
    }

    @Override
    public Future<List<RunnerId>> outputLeft(NodeId node, int limit) {
        return store.outputLeft(node, limit);
    }

    @Override
    public Future<Void> outputRemoved(List<RunnerId> pruned) {
        return store.outputRemoved(pruned);
    }

    @Override
    public Future<List<RunnerRow>> lostOn(NodeId node) {
        return store.lostOn(node);
    }

    @Override
    public Future<Boolean> saveForSilent(Change change, CommandMeta meta) {
        return change(() -> store.saveForSilent(change, meta));
    }

    private <T> Future<T> change(Supplier<Future<T>> work) {
        synchronized (this) {
            if (changeFailures > 0) {
                changeFailures--;
                return unavailable();
            }
        }
        var done = work.get().onComplete(_ -> changed());
        synchronized (this) {
            if (lostAnswers > 0) {
                lostAnswers--;
                return unavailable();
            }
        }
        return done;
    }

    private static <T> Future<T> unavailable() {
        return Future.failedFuture(
                new StoreUnavailable("the test's database is down", new RuntimeException("down")));
    }
}
