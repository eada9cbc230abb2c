package dev.stratavore.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.Page;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.Stores;
import dev.stratavore.supervisor.sim.Audit;
import dev.stratavore.testkit.Await;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** What the rows, the events and the processes of a home say, read past its daemon. */
final class Truth {
    private static final int MANY = 1_000;

    private final MortalHome home;
    private final Audit audit = new Audit();
    private final List<String> toldByNodes = new ArrayList<>();
    private Optional<String> cursor = Optional.empty();

    Truth(MortalHome home) {
        this.home = home;
    }

    List<RunnerRow> rows() {
        return rows(true);
    }

    /** How many are live at one moment, as long as they fit into one answer of the database. */
    int live() {
        return rows(false).size();
    }

    private List<RunnerRow> rows(boolean ended) {
        var all =
                new RunnerStore.Filter(Optional.empty(), ended, Optional.empty(), Optional.empty());
        var rows = new ArrayList<RunnerRow>();
        var token = Optional.<String>empty();
        do {
            var request = new Page.Request(MANY, token);
            var page = read(stores -> stores.runners().list(all, request));
            rows.addAll(page.items());
            token = page.next();
        } while (token.isPresent());
        return rows;
    }

    RunnerRow row(String id) {
        return rows().stream().filter(row -> row.id().value().equals(id)).findFirst().orElseThrow();
    }

    static boolean isSettled(RunnerRow row) {
        return row.status() != RunnerStatus.STARTING
                && row.status() != RunnerStatus.STOPPING
                && row.restarts().dueAt().isEmpty();
    }

    /**
     * As far as it goes while others have all the places; where one is free it would have to come.
     */
    private boolean isSettled(RunnerRow row, List<RunnerRow> rows) {
        return isSettled(row) || (row.restarts().waitsFor().isPresent() && isFull(row, rows));
    }

    private boolean isFull(RunnerRow of, List<RunnerRow> rows) {
        long live =
                rows.stream()
                        .filter(row -> row.project().equals(of.project()))
                        .filter(row -> !row.status().ended())
                        .count();
        var project = read(stores -> stores.projects().find(of.project())).orElseThrow();
        return live >= project.maxRunners().orElseThrow();
    }

    /**
     * Once all is settled and stays so: no ghost row, no ghost process, no event missing or double,
     * and every row what its events make of it.
     */
    void check() {
        var last = new AtomicReference<>("nothing was read");
        var settled = new AtomicReference<>(List.<RunnerRow>of());
        try {
            Await.until(
                    "rows and processes agree",
                    MortalHome.SOON,
                    () -> {
                        var rows = rows();
                        last.set(disagreement(rows));
                        readEvents();
                        settled.set(rows);
                        return last.get().isEmpty() && rows.equals(rows());
                    });
        } catch (AssertionError e) {
            throw new AssertionError(last.get(), e);
        }
        settled.get().forEach(audit::compare);
        assertThat(audit.runners()).hasSameSizeAs(settled.get());
    }

    /** What is not settled, or differs between rows and processes; empty if nothing. */
    private String disagreement(List<RunnerRow> rows) {
        var leaders = new TreeMap<Long, String>();
        for (var row : rows) {
            if (!isSettled(row, rows)) {
                return "not settled: " + row;
            }
            if (!row.status().ended()) {
                leaders.put(row.attempt().process().orElseThrow().pid(), row.id().value());
            }
        }
        var found = home.runnerProcesses();
        boolean agree =
                found.entrySet().containsAll(leaders.entrySet())
                        && leaders.values().containsAll(found.values());
        return agree ? "" : "live: " + leaders + ", found: " + found;
    }

    private void readEvents() {
        for (var event = newEvents(); !event.isEmpty(); event = newEvents()) {
            event.forEach(audit::read);
        }
    }

    private List<EventStore.Stored> newEvents() {
        var batch = read(stores -> stores.events().read(cursor, MANY));
        cursor = Optional.of(batch.cursor());
        batch.events().stream()
                .filter(event -> event.aggregateType().equals("node"))
                .forEach(event -> toldByNodes.add(event.data().encode()));
        return batch.events();
    }

    /** What the events of nodes told, as far as {@link #check} has read. */
    List<String> toldByNodes() {
        return List.copyOf(toldByNodes);
    }

    private <T> T read(Function<Stores, Future<T>> question) {
        try {
            var answer = question.apply(home.stores()).toCompletionStage().toCompletableFuture();
            return Await.result("an answer of the database", MortalHome.SOON, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
