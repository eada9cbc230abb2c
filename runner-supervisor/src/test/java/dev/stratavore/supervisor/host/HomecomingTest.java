package dev.stratavore.supervisor.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.Away;
import dev.stratavore.core.port.fake.FakeTerminalHost;
import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.memory.MemoryStores;
import dev.stratavore.pty.frame.AttemptStatus;
import dev.stratavore.pty.frame.ExitCause;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.supervisor.reconcile.Action;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class HomecomingTest {
    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
    private static final RunnerId ID = RunnerId.ofBits(1);
    private static final RunnerId OTHER = RunnerId.ofBits(2);
    private static final ExitStatus EXIT = new ExitStatus.Code(3);

    private final MemoryStores memory = new MemoryStores(UUID::randomUUID);
    private final EventStore events = memory.stores().events();
    private final FakeTerminalHost host = new FakeTerminalHost();
    private final Homecoming homecoming =
            new Homecoming(
                    host,
                    events,
                    new NodeId(new UUID(1, 1)),
                    InstantSource.fixed(NOW),
                    new UUID(2, 2));

    @Test
    void whatIsShownHasItsEvent() {
        host.draw(ID, "$ make\nerror 3\n\n");
        Await.result(homecoming.remember(List.of(ended())));
        Await.result(homecoming.record());
        assertThat(homecoming.away()).contains(found());
        assertThat(stored()).hasSize(1);
    }

    @Test
    void withoutItsEventNothingIsShownAndTheNextCallWritesTheSame() {
        host.draw(ID, "error 3");
        Await.result(homecoming.remember(List.of(ended())));
        memory.faults().down(true);
        assertThat(homecoming.record().failed()).isTrue();
        assertThat(homecoming.away()).isEmpty();

        memory.faults().down(false);
        Await.result(homecoming.remember(List.of(started(ID))));
        Await.result(homecoming.record());
        assertThat(homecoming.away()).contains(found());
        assertThat(stored())
                .singleElement()
                .satisfies(event ->
                        assertThat(
                                        event.data()
                                                .getJsonArray("ended")
                                                .getJsonObject(0)
                                                .getString("runner"))
                                .isEqualTo(ID.value()));
    }

    @Test
    void anEventOfWhichOnlyTheAnswerWasLostIsThereOnce() {
        Await.result(homecoming.remember(List.of(ended())));
        memory.faults().loseAnswers(1);
        assertThat(homecoming.record().failed()).isTrue();
        assertThat(stored()).hasSize(1);

        Await.result(homecoming.record());
        assertThat(homecoming.away()).isPresent();
        assertThat(stored()).hasSize(1);
    }

    @Test
    void whatALaterComparisonSaysOfARunnerCountsAndTheRestStays() {
        host.draw(ID, "error 3");
        Await.result(homecoming.remember(List.of(ended(), started(OTHER))));
        Await.result(homecoming.remember(List.of(forgot(OTHER))));
        Await.result(homecoming.record());

        var end = new Away.Ended(ID, EXIT, Optional.of("error 3"));
        assertThat(homecoming.away()).contains(new Away(NOW, 0, List.of(end), List.of(OTHER)));
    }

    @Test
    void whatWasFoundIsRecordedBeforeItIsMadeThePast(@TempDir Path folder) {
        try (var node = new SmallNode(SmallNode.nothingToStart(folder))) {
            var pty = new FakePtyHost(node.vertx, folder.resolve("host.sock"));
            var rows = List.of(node.admitted(), node.admitted());
            rows.forEach(row -> pty.has(endOf(row)));
            var adoption = node.adoption(actors -> new DeafOnce(actors, rows.getLast().id()));
            adoption.begin(new Adoption.DaemonStart(homecoming, false));
            Await.result(node.link.start(Future::succeededFuture));

            assertThat(Await.result(adoption.compare().transform(Future::succeededFuture)).failed())
                    .isTrue();
            assertThat(node.ended(rows.getFirst().id()).status())
                    .isEqualTo(RunnerStatus.TERMINATED);
            assertThat(stored()).hasSize(1);

            Await.result(adoption.compare());
            assertThat(stored()).hasSize(1);
            assertThat(homecoming.away().orElseThrow().ended())
                    .extracting(Away.Ended::runner)
                    .containsExactlyInAnyOrderElementsOf(rows.stream().map(RunnerRow::id).toList());
        }
    }

    /** One runner's first fact finds nobody. */
    private static final class DeafOnce implements Actors {
        private final Actors actors;
        private final RunnerId deaf;
        private final AtomicBoolean heard = new AtomicBoolean();

        DeafOnce(Actors actors, RunnerId deaf) {
            this.actors = actors;
            this.deaf = deaf;
        }

        @Override
        public <R extends Reply> Future<R> ask(Command<R> command) {
            return command instanceof RunnerCommand fact
                            && fact.runner().equals(deaf)
                            && heard.compareAndSet(false, true)
                    ? Future.failedFuture("nobody answered")
                    : actors.ask(command);
        }

        @Override
        public Runnable watch(RunnerId runner, Runnable nudge) {
            return actors.watch(runner, nudge);
        }

        @Override
        public Runnable watchEnds(Consumer<ProjectKey> nudge) {
            return actors.watchEnds(nudge);
        }

        @Override
        public void limitsChanged(ProjectKey project) {
            actors.limitsChanged(project);
        }
    }

    private static AttemptStatus endOf(RunnerRow row) {
        return new AttemptStatus(
                new RunnerRef(row.id().value(), 1),
                row.attempt().fence(),
                FakePtyHost.PROCESS,
                new AttemptStatus.End(
                        new dev.stratavore.pty.frame.ExitStatus.Exited(0), ExitCause.UNKNOWN),
                new AttemptStatus.OutputSpan(0, 0),
                AttemptStatus.Presence.NONE);
    }

    @Test
    void whereNothingHappenedThereIsNoEvent() {
        Await.result(homecoming.remember(List.of()));
        Await.result(homecoming.record());
        assertThat(homecoming.away())
                .hasValueSatisfying(away -> assertThat(away.isEmpty()).isTrue());
        assertThat(stored()).isEmpty();
    }

    private static Action started(RunnerId id) {
        return new Action.Tell(id, List.of(new RunnerCommand.HostStarted(id, 7, 1, 1)));
    }

    private static Action forgot(RunnerId id) {
        return new Action.Tell(id, List.of(new RunnerCommand.HostForgot(id, 7)));
    }

    private static Action ended() {
        return new Action.Tell(ID, List.of(new RunnerCommand.HostExited(ID, 7, EXIT)));
    }

    private static Away found() {
        var ended = new Away.Ended(ID, EXIT, Optional.of("error 3"));
        return new Away(NOW, 0, List.of(ended), List.of());
    }

    private List<EventStore.Stored> stored() {
        return Await.result(events.read(Optional.empty(), 10)).events();
    }
}
