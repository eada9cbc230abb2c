package dev.stratavore.supervisor.sim;

import static dev.stratavore.core.protocol.RunnerStatus.FAILED;
import static dev.stratavore.core.protocol.RunnerStatus.PAUSED;
import static dev.stratavore.core.protocol.RunnerStatus.RUNNING;
import static dev.stratavore.core.protocol.RunnerStatus.STARTING;
import static dev.stratavore.core.protocol.RunnerStatus.STOPPING;
import static dev.stratavore.core.protocol.RunnerStatus.TERMINATED;

import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.RunnerRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the events as they come and knows from them alone what every runner must be. */
public final class Audit {
    public Audit() {}

    private static final Map<RunnerStatus, RunnerStatus> STAYS =
            Map.of(
                    STARTING, STARTING,
                    RUNNING, RUNNING,
                    PAUSED, PAUSED,
                    STOPPING, STOPPING);

    /** Where each event may lead, told again and not taken from the code under test. */
    private static final Map<String, Map<RunnerStatus, RunnerStatus>> LEGAL =
            Map.ofEntries(
                    Map.entry("runner.started", Map.of(STARTING, RUNNING)),
                    Map.entry("runner.paused", Map.of(RUNNING, PAUSED)),
                    Map.entry("runner.resumed", Map.of(PAUSED, RUNNING)),
                    Map.entry(
                            "runner.stopping",
                            Map.of(STARTING, STOPPING, RUNNING, STOPPING, PAUSED, STOPPING)),
                    Map.entry(
                            "runner.stopped",
                            Map.of(
                                    STARTING, TERMINATED,
                                    RUNNING, TERMINATED,
                                    PAUSED, TERMINATED,
                                    STOPPING, TERMINATED)),
                    Map.entry(
                            "runner.failed",
                            Map.of(
                                    STARTING, FAILED,
                                    RUNNING, FAILED,
                                    PAUSED, FAILED,
                                    STOPPING, FAILED)),
                    Map.entry("runner.restarted", Map.of(TERMINATED, STARTING, FAILED, STARTING)),
                    Map.entry("runner.restart_waits", Map.of(FAILED, FAILED)),
                    Map.entry("runner.restart_cancelled", Map.of(FAILED, FAILED)),
                    Map.entry("runner.unreachable", STAYS),
                    Map.entry("runner.reachable", STAYS));

    /** What the events of one runner add up to. */
    public record Told(RunnerStatus status, long seq, int attempt, boolean restartOwed) {}

    private final Map<String, Told> runners = new HashMap<>();
    private final Map<String, Long> lastSeq = new HashMap<>();
    private final Set<Object> changes = new HashSet<>();

    public Map<String, Told> runners() {
        return runners;
    }

    public void read(EventStore.Stored event) {
        var aggregate = event.aggregateType() + "/" + event.aggregateId();
        long expected = lastSeq.merge(aggregate, 1L, Long::sum);
        require(event.seq() == expected, () -> "seq " + expected + " expected: " + event);
        event.commandId()
                .ifPresent(id ->
                        require(
                                changes.add(Map.entry(aggregate, id)),
                                () -> "a command changed something twice: " + event));
        if (event.aggregateType().equals("runner")) {
            runners.put(event.aggregateId(), next(runners.get(event.aggregateId()), event));
        }
    }

    private static Told next(@Nullable Told before, EventStore.Stored event) {
        int attempt = event.data().getInteger("attempt");
        if (before == null) {
            require(event.type().equals("runner.starting"), () -> "the first event is " + event);
            return new Told(STARTING, event.seq(), attempt, false);
        }
        var status =
                Optional.ofNullable(LEGAL.get(event.type()))
                        .map(moves -> moves.get(before.status()))
                        .orElseThrow(() -> new Violation(before + " cannot go by " + event));
        boolean begins = event.type().equals("runner.restarted");
        require(
                attempt == before.attempt() + (begins ? 1 : 0),
                () -> "after " + before + " comes " + event);
        if (begins && event.commandId().isEmpty()) {
            require(before.restartOwed(), () -> "a restart that nobody asked for: " + event);
        }
        if (event.type().equals("runner.restart_waits")) {
            require(before.restartOwed(), () -> "what nobody owes waits: " + event);
        }
        if (event.type().endsWith("reachable") || event.type().equals("runner.restart_waits")) {
            return new Told(status, event.seq(), attempt, before.restartOwed());
        }
        boolean owed = event.data().containsKey("restart_at");
        require(
                !(owed && before.status() == STOPPING),
                () -> "what somebody stopped is started again: " + event);
        return new Told(status, event.seq(), attempt, owed);
    }

    /** The row says what the events say. */
    public void compare(RunnerRow row) {
        var told = runners.get(row.id().value());
        require(told != null, () -> "a row without an event: " + row);
        var known = Objects.requireNonNull(told);
        boolean same =
                known.status() == row.status()
                        && known.seq() == row.version()
                        && known.attempt() == row.attempt().number()
                        && known.restartOwed() == row.restarts().dueAt().isPresent();
        require(same, () -> "the events say " + told + ", the row says " + row);
    }

    static void require(boolean holds, java.util.function.Supplier<String> what) {
        if (!holds) {
            throw new Violation(what.get());
        }
    }
}
