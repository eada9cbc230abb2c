package dev.stratavore.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.Ids;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.Stores;
import dev.stratavore.core.store.memory.MemoryStores;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Stores in memory with one project of five runners at most, and two nodes. */
final class TestStores {
    static final String PATH = "/srv/site";
    static final int QUOTA = 5;

    private final MemoryStores memory;
    private final Stores stores;
    final TestRunnerStore runners;
    final Stores all;
    final ProjectKey project;

    TestStores(Ids ids, NodeId... nodes) {
        memory = new MemoryStores(ids::uuid);
        stores = memory.stores();
        runners = new TestRunnerStore(stores.runners());
        all = new Stores(stores.projects(), runners, stores.nodes(), stores.events());
        for (var node : nodes) {
            var _ = Await.result(stores.nodes().begin(node, "here", "test"));
        }
        project = create(ids);
    }

    private ProjectKey create(Ids ids) {
        var draft =
                new ProjectStore.NewProject(
                        new ProjectName("site"),
                        PATH,
                        "",
                        Optional.empty(),
                        OptionalInt.of(QUOTA),
                        Instant.EPOCH);
        var meta = new CommandMeta(ids.uuid(), "digest", Principal.SYSTEM, "trace");
        if (Await.result(stores.projects().create(draft, meta))
                instanceof ProjectStore.Created.Done(var row, _)) {
            return row.key();
        }
        throw new AssertionError("no project");
    }

    /** A later daemon of the node begins, so that this one's lease is void. */
    void takeOver(NodeId node) {
        var _ = Await.result(memory.ofAnotherDaemon().nodes().begin(node, "here", "test"));
    }

    /** Somebody else ends the runner. */
    void endBehindTheActorsBack(RunnerId id, UUID commandId) {
        var before = runners.row(id);
        var event = new RunnerEvent.Failed(1, "ended elsewhere", Optional.empty());
        var change = new RunnerStore.Change(before, ended(before), List.of(event), Instant.EPOCH);
        var meta = new CommandMeta(commandId, "", Principal.SYSTEM, "");
        assertThat(Await.result(stores.runners().save(change, meta, false)))
                .isEqualTo(new RunnerStore.Saved.Done());
    }

    private static RunnerRow ended(RunnerRow row) {
        return new RunnerRow(
                row.id(),
                row.project(),
                row.projectName(),
                row.name(),
                row.agent(),
                RunnerStatus.FAILED,
                row.version() + 1,
                row.attempt(),
                row.node(),
                row.nodeLabel(),
                row.owner(),
                row.createdAt(),
                row.cwd(),
                row.argv(),
                row.environmentNames(),
                row.agentSession(),
                row.expectedDialogs());
    }

    List<String> eventsOf(RunnerId id) {
        return events().stream()
                .filter(event -> event.aggregateId().equals(id.value()))
                .map(EventStore.Stored::type)
                .toList();
    }

    List<EventStore.Stored> alerts() {
        return events().stream().filter(event -> event.type().startsWith("system.")).toList();
    }

    private List<EventStore.Stored> events() {
        return Await.result(stores.events().read(Optional.empty(), 1_000)).events();
    }
}
