package dev.stratavore.supervisor.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.fake.FakeTerminalHost;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the output of runners that ended long ago. */
@Timeout(60)
final class PruningTest {
    private static final Instant LONG_AFTER = Instant.parse("2100-01-01T00:00:00Z");

    @TempDir Path folder;

    @Test
    void outputThatTheHostCouldNotRemoveGoesTheNextTime() {
        try (var node = new SmallNode(SmallNode.nothingToStart(folder))) {
            var host = new FakeTerminalHost();
            var ended = ended(node);
            host.draw(ended, "its output");
            host.refuseToForget(true);
            var runners = node.stores.runners();
            var pruning =
                    new Pruning(
                            host,
                            runners,
                            SmallNode.NODE,
                            Duration.ofDays(1),
                            InstantSource.fixed(LONG_AFTER));

            Await.result(pruning.prune());
            assertThat(Await.result(runners.find(ended))).isEmpty();
            assertThat(shown(host, ended)).isTrue();
            assertThat(Await.result(runners.outputLeft(SmallNode.NODE, 10))).containsExactly(ended);

            host.refuseToForget(false);
            Await.result(pruning.prune());
            assertThat(shown(host, ended)).isFalse();
            assertThat(Await.result(runners.outputLeft(SmallNode.NODE, 10))).isEmpty();
        }
    }

    private static RunnerId ended(SmallNode node) {
        var row = node.admitted();
        var exit = new ExitStatus.Code(0);
        var fact = new RunnerCommand.HostExited(row.id(), row.attempt().fence(), exit);
        Await.result(node.core.actors().ask(fact));
        return row.id();
    }

    private static boolean shown(FakeTerminalHost host, RunnerId runner) {
        return Await.result(host.screen(runner, false)).isPresent();
    }
}
