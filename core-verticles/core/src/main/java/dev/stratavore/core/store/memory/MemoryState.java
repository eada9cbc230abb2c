package dev.stratavore.core.store.memory;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What the stores share: the rows, one lock, and the faults. */
final class MemoryState {
    /** A command that was carried out, and what to answer its repetition from. */
    record Noted(String digest, String kind, String target) {}

    /**
     * A node.
     *
     * @param epoch how often a daemon of it began
     * @param label as given last
     * @param leased whether its lease holds; no time passes here
     * @param boot as settled last
     */
    record Node(long epoch, String label, boolean leased, Optional<String> boot) {
        Node leased(boolean now) {
            return new Node(epoch, label, now, boot);
        }
    }

    final Map<ProjectKey, ProjectRow> projects = new LinkedHashMap<>();

    /** As they were last; their keys are not given out again. */
    final Map<ProjectKey, ProjectRow> deletedProjects = new LinkedHashMap<>();

    final Map<RunnerId, RunnerRow> runners = new LinkedHashMap<>();
    final Map<RunnerId, RunnerStore.LaunchRecord> records = new HashMap<>();
    final Map<ProjectKey, Map<QuotaName, Long>> quotas = new HashMap<>();
    final Map<NodeId, Node> nodes = new HashMap<>();
    final Map<UUID, Noted> commands = new HashMap<>();
    final List<EventStore.Stored> events = new ArrayList<>();
    private final Map<String, Long> lastSeq = new HashMap<>();
    private final Supplier<UUID> ids;
    private final Faults faults;
    private long lastFence;

    MemoryState(Supplier<UUID> ids, Faults faults) {
        this.ids = ids;
        this.faults = faults;
    }

    /** Carries out a call alone, as a transaction would, and fails as the faults say. */
    <T> Future<T> call(Supplier<T> work) {
        if (faults.isDown()) {
            return Future.failedFuture(unavailable("the database is down"));
        }
        T answer;
        synchronized (this) {
            try {
                answer = work.get();
            } catch (RuntimeException e) {
                return Future.failedFuture(e);
            }
        }
        return faults.takeLostAnswer()
                ? Future.failedFuture(unavailable("the answer was lost"))
                : Future.succeededFuture(answer);
    }

    private static StoreUnavailable unavailable(String why) {
        return new StoreUnavailable(why, new IllegalStateException("a scripted fault"));
    }

    /** Whether it is of the project of that name or, where none of that name lives, of a former. */
    boolean isOf(RunnerRow row, ProjectName name) {
        return row.projectName().equals(name)
                && (projects.containsKey(row.project())
                        || projects.values().stream().noneMatch(p -> p.name().equals(name)));
    }

    int liveOn(NodeId node) {
        return (int)
                runners.values().stream()
                        .filter(r -> r.node().equals(node) && !r.status().ended())
                        .count();
    }

    long nextFence() {
        return ++lastFence;
    }

    Optional<Noted> noted(CommandMeta meta) {
        return Optional.ofNullable(commands.get(meta.commandId()));
    }

    void note(CommandMeta meta, String kind, String target) {
        commands.put(meta.commandId(), new Noted(meta.digest(), kind, target));
    }

    void write(NewEvent event, CommandMeta meta, Optional<UUID> commandId, Instant at) {
        write(ids.get(), event, meta, commandId, at);
    }

    private void write(
            UUID id, NewEvent event, CommandMeta meta, Optional<UUID> commandId, Instant at) {
        long seq = lastSeq.merge(event.aggregateType() + "/" + event.aggregateId(), 1L, Long::sum);
        events.add(
                new EventStore.Stored(
                        id,
                        event.aggregateType(),
                        event.aggregateId(),
                        seq,
                        event.type(),
                        stored(at),
                        meta.principal().value(),
                        commandId,
                        meta.traceId(),
                        event.data()));
    }

    void writeOfNode(NewEvent event, Instant at) {
        writeOfNode(ids.get(), event, at);
    }

    /** Nothing where an event with this id is there. */
    void writeOfNode(UUID id, NewEvent event, Instant at) {
        if (events.stream().noneMatch(each -> each.id().equals(id))) {
            var trace = ids.get();
            write(
                    id,
                    event,
                    new CommandMeta(trace, "", Principal.SYSTEM, trace.toString()),
                    Optional.empty(),
                    at);
        }
    }

    static RunnerStore.LaunchRecord recordOf(RunnerSpec spec) {
        var secret = new HashSet<>(spec.secretNames());
        secret.addAll(spec.inherited());
        var known = new HashMap<>(spec.storedEnvironment());
        known.keySet().removeAll(secret);
        return new RunnerStore.LaunchRecord(
                spec.options(), known, secret, spec.columns(), spec.rows());
    }

    /** A database keeps microseconds. */
    static Instant stored(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
