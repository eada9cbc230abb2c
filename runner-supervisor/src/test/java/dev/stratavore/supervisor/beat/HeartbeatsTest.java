package dev.stratavore.supervisor.beat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.SystemIds;
import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.runner.Sweeper;
import dev.stratavore.core.store.LeaseLost;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.memory.MemoryStores;
import dev.stratavore.pty.frame.ControlReply.Beat;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the actors of live runners are told, and when. All is in memory and done at once. */
final class HeartbeatsTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final NodeId OTHER = new NodeId(new UUID(2, 2));
    private static final RunnerId ID = RunnerId.ofBits(7);
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final Vertx vertx = Vertx.vertx();
    private final MemoryStores memory = new MemoryStores(UUID::randomUUID);
    private final List<Command<?>> asked = new ArrayList<>();
    private final Heartbeats heartbeats =
            new Heartbeats(vertx, memory.stores(), actors(), NODE, INTERVAL, () -> 0);
    private long fence;
    private long sequence;

    private Actors actors() {
        return new Actors() {
            @Override
            public <R extends Reply> Future<R> ask(Command<R> command) {
                asked.add(command);
                return Future.succeededFuture(
                        command.replyType().cast(new RunnerReply.Now(RunnerStatus.RUNNING, 1)));
            }

            @Override
            public Runnable watch(RunnerId runner, Runnable nudge) {
                return () -> {};
            }

            @Override
            public Runnable watchEnds(Consumer<ProjectKey> nudge) {
                return () -> {};
            }

            @Override
            public void limitsChanged(ProjectKey project) {
                throw new AssertionError("heartbeats change no limits");
            }
        };
    }

    @BeforeEach
    void aRunnerThatBeats() {
        now(memory.stores().nodes().begin(NODE, "here", "test"));
        var project =
                new ProjectStore.NewProject(
                        new ProjectName("shop"), "/srv/shop", "", Optional.empty(), Map.of(), NOON);
        var created =
                (ProjectStore.Created.Done) now(memory.stores().projects().create(project, meta()));
        var spec =
                new RunnerSpec(
                        ID,
                        Optional.empty(),
                        "shell",
                        List.of("/bin/sh"),
                        "/srv/shop",
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        80,
                        24);
        now(
                memory.stores()
                        .runners()
                        .admit(
                                new RunnerStore.Admission(
                                        created.row().key(), NODE, List.of(spec), 9, NOON),
                                meta()));
        fence = now(memory.stores().runners().find(ID)).orElseThrow().attempt().fence();
        now(heartbeats.renew());
        beat();
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    private static CommandMeta meta() {
        return new CommandMeta(UUID.randomUUID(), "digest", new Principal("uid:1000"), "trace");
    }

    private static <T> T now(Future<T> done) {
        assertThat(done.succeeded()).as("%s", done.cause()).isTrue();
        return done.result();
    }

    private void beat() {
        heartbeats.beat(new Beat(1, ++sequence, 0, 0, List.of()));
    }

    /** As if the node had been silent for longer than its lease, and another one had looked. */
    private void sweptByAnother() {
        now(memory.stores().nodes().renew(NODE, Duration.ZERO));
        var sweeper =
                new Sweeper(
                        memory.ofAnotherDaemon(),
                        OTHER,
                        InstantSource.fixed(NOON),
                        new SystemIds(new Random(1), InstantSource.fixed(NOON)));
        assertThat(now(sweeper.sweep())).isEqualTo(1);
    }

    @Test
    void aBeatWithoutNewsTellsNobody() {
        now(heartbeats.renew());
        beat();
        assertThat(asked).isEmpty();
    }

    @Test
    void whoWasMarkedWhileTheLeaseHadRunOutIsReachableWithTheNextBeat() {
        sweptByAnother();
        beat();
        assertThat(asked).as("nobody knows of it yet").isEmpty();
        assertThat(now(heartbeats.renew())).isTrue();
        beat();
        assertThat(asked).containsExactly(new RunnerCommand.Reachable(ID, fence));
    }

    @Test
    void aProlongationWhoseAnswerWasLostHidesNoMark() {
        sweptByAnother();
        memory.faults().loseAnswers(1);
        assertThat(heartbeats.renew().failed()).isTrue();
        assertThat(now(heartbeats.renew())).as("whether it had run out").isFalse();
        beat();
        assertThat(asked).containsExactly(new RunnerCommand.Reachable(ID, fence));
        asked.clear();
        now(heartbeats.renew());
        beat();
        assertThat(asked).as("one doubt is one question").isEmpty();
    }

    @Test
    void aLeaseThatIsLostLeavesNoDoubt() {
        now(memory.ofAnotherDaemon().nodes().begin(NODE, "here", "test"));
        assertThat(heartbeats.renew().cause()).isInstanceOf(LeaseLost.class);
        beat();
        assertThat(asked).isEmpty();
    }

    @Test
    void aVerdictThatCouldNotBeToldIsToldWithTheNextBeat() {
        sweptByAnother();
        now(heartbeats.renew());
        memory.faults().down(true);
        beat();
        assertThat(asked).isEmpty();
        memory.faults().down(false);
        beat();
        assertThat(asked).containsExactly(new RunnerCommand.Reachable(ID, fence));
    }
}
