package dev.stratavore.core.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.fake.SequentialIds;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.Stores;
import dev.stratavore.core.store.memory.MemoryStores;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SweeperTest {
    private static final NodeId SELF = new NodeId(new UUID(1, 1));
    private static final NodeId OTHER = new NodeId(new UUID(2, 2));
    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final SequentialIds ids = new SequentialIds(0);
    private final Stores stores = new MemoryStores(ids::uuid).stores();
    private final Sweeper sweeper = new Sweeper(stores, SELF, InstantSource.fixed(NOW), ids);
    private ProjectRow project = begin();

    @BeforeEach
    void bothNodesLive() {
        now(stores.nodes().renew(SELF, LEASE));
        now(stores.nodes().renew(OTHER, LEASE));
    }

    @Test
    void theRunnersOfANodeThatLetItsLeaseRunOutAreUnreachableAndNothingElse() {
        var theirs = admit(OTHER);
        var ours = admit(SELF);
        assertThat(now(sweeper.sweep())).isZero();

        lapse(OTHER);
        lapse(SELF);
        assertThat(now(sweeper.sweep())).isEqualTo(1);

        assertThat(row(theirs).unreachableSince()).contains(NOW);
        assertThat(row(theirs).status()).isEqualTo(RunnerStatus.STARTING);
        assertThat(row(ours).unreachableSince()).isEmpty();
        assertThat(events()).endsWith("runner.unreachable");
        assertThat(now(sweeper.sweep())).as("said once").isZero();
    }

    @Test
    void whatIsLeftOfManyComesWithTheNextSweep() {
        for (int i = 0; i < 101; i++) {
            admit(OTHER);
        }
        lapse(OTHER);
        assertThat(now(sweeper.sweep())).isEqualTo(100);
        assertThat(now(sweeper.sweep())).isEqualTo(1);
        assertThat(now(sweeper.sweep())).isZero();
    }

    private void lapse(NodeId node) {
        now(stores.nodes().renew(node, Duration.ZERO));
    }

    private ProjectRow begin() {
        now(stores.nodes().begin(SELF, "here", "1"));
        now(stores.nodes().begin(OTHER, "there", "1"));
        var draft =
                new ProjectStore.NewProject(
                        new ProjectName("demo"),
                        "/",
                        "",
                        Optional.empty(),
                        OptionalInt.of(1_000),
                        NOW);
        return ((ProjectStore.Created.Done) now(stores.projects().create(draft, meta()))).row();
    }

    private RunnerId admit(NodeId node) {
        var spec =
                new RunnerSpec(
                        ids.runnerId(),
                        Optional.empty(),
                        "shell",
                        List.of("/bin/sh"),
                        "/",
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        80,
                        24);
        now(
                stores.runners()
                        .admit(
                                new RunnerStore.Admission(
                                        project.key(), node, List.of(spec), 1_000, NOW),
                                meta()));
        return spec.id();
    }

    private RunnerRow row(RunnerId id) {
        return now(stores.runners().find(id)).orElseThrow();
    }

    private List<String> events() {
        return now(stores.events().read(Optional.empty(), 1_000)).events().stream()
                .map(each -> each.type())
                .toList();
    }

    private CommandMeta meta() {
        return new CommandMeta(ids.uuid(), "digest", Principal.SYSTEM, "trace");
    }

    /** Of stores in memory, which answer at once. */
    private static <T> T now(Future<T> future) {
        assertThat(future.succeeded()).as(String.valueOf(future.cause())).isTrue();
        return future.result();
    }
}
