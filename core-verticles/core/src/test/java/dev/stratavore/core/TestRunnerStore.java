package dev.stratavore.core;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.Page;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Runners in memory, with a database that can be made to fail. Thread-safe. */
final class TestRunnerStore implements RunnerStore {
    static final int QUOTA = 5;
    static final ProjectKey PROJECT = new ProjectKey(1);
    static final ProjectName NAME = new ProjectName("site");

    private final Map<RunnerId, RunnerRow> rows = new LinkedHashMap<>();
    private final Map<RunnerId, List<RunnerEvent>> events = new HashMap<>();
    private final Map<UUID, CommandMeta> commands = new HashMap<>();
    private final Map<UUID, List<RunnerId>> admitted = new HashMap<>();
    private final List<BooleanSupplier> watchers = new ArrayList<>();
    private long nextFence = 1;
    private int failures;
    private int readFailures;
    private int lostAnswers;

    /** The next changes fail and change nothing. */
    synchronized void fail(int next) {
        failures = next;
    }

    /** The next readings fail. */
    synchronized void failReading(int next) {
        readFailures = next;
    }

    /** The next changes are made, but nobody is told. */
    synchronized void loseAnswers(int next) {
        lostAnswers = next;
    }

    synchronized RunnerRow row(RunnerId id) {
        var row = rows.get(id);
        if (row == null) {
            throw new IllegalStateException("no row of " + id);
        }
        return row;
    }

    synchronized List<RunnerRow> all() {
        return List.copyOf(rows.values());
    }

    synchronized List<String> eventsOf(RunnerId id) {
        return events.getOrDefault(id, List.of()).stream().map(RunnerEvent::type).toList();
    }

    /** Somebody else changes the row under the actor. */
    synchronized void put(RunnerRow row) {
        rows.put(row.id(), row);
        changed();
    }

    /** Completes when the runner's row is such. */
    synchronized Future<RunnerRow> whenRow(RunnerId id, Predicate<RunnerRow> wanted) {
        var promise = Promise.<RunnerRow>promise();
        watchers.add(() -> {
            var row = rows.get(id);
            return row != null && wanted.test(row) && promise.tryComplete(row);
        });
        changed();
        return promise.future();
    }

    /** Completes when the runner has this status. */
    Future<RunnerRow> whenStatus(RunnerId id, RunnerStatus status) {
        return whenRow(id, row -> row.status() == status);
    }

    private void changed() {
        watchers.removeIf(BooleanSupplier::getAsBoolean);
    }

    @Override
    public Future<Admitted> admit(Admission admission, CommandMeta meta) {
        return change(() -> admitNow(admission, meta));
    }

    private Admitted admitNow(Admission admission, CommandMeta meta) {
        var known = commands.get(meta.commandId());
        if (known != null) {
            return known.digest().equals(meta.digest())
                    ? new Admitted.Already(
                            admitted.getOrDefault(meta.commandId(), List.of()).stream()
                                    .map(this::row)
                                    .toList())
                    : new Admitted.OtherCommand();
        }
        if (!admission.project().equals(PROJECT)) {
            return new Admitted.ProjectGone();
        }
        int live = (int) rows.values().stream().filter(row -> !row.status().ended()).count();
        if (live + admission.runners().size() > QUOTA) {
            return new Admitted.QuotaReached(QUOTA, live);
        }
        for (var spec : admission.runners()) {
            for (var row : rows.values()) {
                if (spec.name().isPresent()
                        && row.name().equals(spec.name())
                        && !row.status().ended()) {
                    return new Admitted.NameTaken(spec.name().get(), row.id());
                }
            }
        }
        commands.put(meta.commandId(), meta);
        var made = new ArrayList<RunnerRow>();
        for (var spec : admission.runners()) {
            made.add(insert(spec, admission, meta));
        }
        admitted.put(meta.commandId(), made.stream().map(RunnerRow::id).toList());
        return new Admitted.All(made);
    }

    private RunnerRow insert(RunnerSpec spec, Admission admission, CommandMeta meta) {
        long fence = nextFence++;
        var row =
                new RunnerRow(
                        spec.id(),
                        PROJECT,
                        NAME,
                        spec.name(),
                        spec.agent(),
                        RunnerStatus.STARTING,
                        1,
                        new RunnerRow.Attempt(
                                1,
                                fence,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        admission.node(),
                        "here",
                        meta.principal(),
                        admission.at(),
                        spec.cwd(),
                        spec.argv(),
                        List.copyOf(spec.environment().keySet()),
                        spec.agentSession(),
                        spec.expectedDialogs());
        rows.put(row.id(), row);
        note(row.id(), List.of(new RunnerEvent.Starting(1, fence)));
        return row;
    }

    @Override
    public Future<Saved> save(Change change, CommandMeta meta, boolean fromClient) {
        return change(() -> {
            var current = row(change.after().id());
            var known = fromClient ? commands.get(meta.commandId()) : null;
            if (known != null) {
                return known.digest().equals(meta.digest())
                        ? new Saved.Already(current)
                        : new Saved.OtherCommand();
            }
            if (current.version() != change.before().version()) {
                return new Saved.Stale(current);
            }
            if (fromClient) {
                commands.put(meta.commandId(), meta);
            }
            rows.put(current.id(), change.after());
            note(current.id(), change.events());
            return new Saved.Done();
        });
    }

    @Override
    public Future<Optional<RunnerRow>> find(RunnerId id) {
        return read(() -> Optional.ofNullable(rows.get(id)));
    }

    @Override
    public Future<Resolved> resolve(String reference, Optional<ProjectName> project) {
        return Future.failedFuture(new UnsupportedOperationException("no test resolves"));
    }

    @Override
    public Future<Page<RunnerRow>> list(Filter filter, Page.Request page) {
        return read(() -> new Page<>(all(), Optional.empty()));
    }

    @Override
    public Future<List<RunnerRow>> liveOn(NodeId node) {
        return read(() ->
                rows.values().stream()
                        .filter(row -> row.node().equals(node) && !row.status().ended())
                        .toList());
    }

    @Override
    public Future<Map<RunnerStatus, Integer>> countByStatus() {
        return read(() -> {
            var counts = new HashMap<RunnerStatus, Integer>();
            rows.values().forEach(row -> counts.merge(row.status(), 1, Integer::sum));
            return counts;
        });
    }

    private void note(RunnerId id, List<RunnerEvent> happened) {
        events.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(happened);
        changed();
    }

    private synchronized <T> Future<T> read(Supplier<T> work) {
        if (readFailures > 0) {
            readFailures--;
            return unavailable();
        }
        return Future.succeededFuture(work.get());
    }

    private synchronized <T> Future<T> change(Supplier<T> work) {
        if (failures > 0) {
            failures--;
            return unavailable();
        }
        var result = work.get();
        boolean changed = result instanceof Saved.Done || result instanceof Admitted.All;
        if (changed && lostAnswers > 0) {
            lostAnswers--;
            return unavailable();
        }
        return Future.succeededFuture(result);
    }

    private static <T> Future<T> unavailable() {
        return Future.failedFuture(
                new StoreUnavailable("the test's database is down", new RuntimeException("down")));
    }
}
