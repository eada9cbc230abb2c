package dev.stratavore.supervisor.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.pty.frame.AttemptStatus;
import dev.stratavore.pty.frame.ExitCause;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.RunnerRef;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that is over before anybody heard that it began has begun all the same. */
@Timeout(60)
final class FastExitTest {
    @TempDir private Path folder;

    @Test
    void anExitThatOvertakesTheAnswerToTheLaunchComesAfterTheStart() {
        try (var node = new SmallNode(SmallNode.nothingToStart(folder))) {
            var host = new FakePtyHost(node.vertx, folder.resolve("host.sock"));
            node.connect();
            var id = node.launch(1, "/bin/true").getFirst();
            var launching = Await.next(host.launches);

            host.started(launching.request());
            host.exited(launching.request(), new ExitStatus.Exited(0));

            assertEndedAfterItRan(node, node.ended(id));
            assertThat(Await.next(host.acknowledged)).isEqualTo(1);
            assertThat(Await.next(host.acknowledged)).isEqualTo(2);
            launching.answer();
            var next = node.launch(1, "/bin/true").getFirst();
            Await.next(host.launches).answer();
            assertThat(next).isNotEqualTo(id);
            assertEndedAfterItRan(node, node.row(id));
        }
    }

    @Test
    void anAttemptThatBeganAndEndedWithoutUsHasBegun() {
        try (var node = new SmallNode(SmallNode.nothingToStart(folder))) {
            var host = new FakePtyHost(node.vertx, folder.resolve("host.sock"));
            var row = node.admitted();
            host.has(
                    new AttemptStatus(
                            new RunnerRef(row.id().value(), 1),
                            row.attempt().fence(),
                            FakePtyHost.PROCESS,
                            new AttemptStatus.End(new ExitStatus.Exited(0), ExitCause.UNKNOWN),
                            new AttemptStatus.OutputSpan(0, 0),
                            AttemptStatus.Presence.NONE));

            node.connect();

            assertEndedAfterItRan(node, node.row(row.id()));
        }
    }

    @Test
    void theCauseOfAnEndIsPartOfItsReason() {
        try (var node = new SmallNode(SmallNode.nothingToStart(folder))) {
            var host = new FakePtyHost(node.vertx, folder.resolve("host.sock"));
            var before = node.admitted();
            host.has(
                    new AttemptStatus(
                            new RunnerRef(before.id().value(), 1),
                            before.attempt().fence(),
                            FakePtyHost.PROCESS,
                            new AttemptStatus.End(FakePtyHost.KILLED, ExitCause.OUT_OF_MEMORY),
                            new AttemptStatus.OutputSpan(0, 0),
                            AttemptStatus.Presence.NONE));
            node.connect();
            assertStarved(node.row(before.id()));

            var id = node.launch(1, "/bin/true").getFirst();
            var launching = Await.next(host.launches);
            host.started(launching.request());
            host.starved(launching.request());
            assertStarved(node.ended(id));
        }
    }

    private static void assertStarved(RunnerRow row) {
        assertThat(row.status()).isEqualTo(RunnerStatus.FAILED);
        assertThat(row.attempt().reason()).contains("killed by SIGKILL: out of memory");
    }

    private static void assertEndedAfterItRan(SmallNode node, RunnerRow row) {
        RunnerId id = row.id();
        assertThat(row.status()).isEqualTo(RunnerStatus.TERMINATED);
        assertThat(row.attempt().process())
                .contains(
                        new RunnerRow.ProcessRef(
                                FakePtyHost.PROCESS.pid(), FakePtyHost.PROCESS.startTicks()));
        assertThat(node.eventsOf(id))
                .containsExactly("runner.starting", "runner.started", "runner.stopped");
    }
}
