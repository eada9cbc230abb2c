package dev.stratavore.supervisor.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.pty.host.StratavoreAgent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pty host itself, in a process of its own. */
@Timeout(180)
final class RealHostTest {
    private static final int ROUNDS = 10;
    private static final int AT_ONCE = 20;

    @TempDir private Path folder;

    @Test
    void twoHundredProgramsThatEndAtOnceHaveAllBegunAndEnded() throws Exception {
        try (var node = new SmallNode(starter())) {
            node.connect();
            var host = ProcessHandle.of(node.link.pid().orElseThrow()).orElseThrow();
            try {
                var all = new ArrayList<RunnerId>();
                for (int round = 0; round < ROUNDS; round++) {
                    var launched = node.launch(AT_ONCE, "/bin/sh", "-c", "true");
                    launched.forEach(node::ended);
                    all.addAll(launched);
                }
                assertThat(all)
                        .hasSize(ROUNDS * AT_ONCE)
                        .allSatisfy(id -> assertBegunAndEnded(node, id));
                Await.result(node.link.shutdownHost(true));
            } finally {
                if (!ended(host)) {
                    host.destroyForcibly();
                }
            }
        }
    }

    private static void assertBegunAndEnded(SmallNode node, RunnerId id) {
        var row = node.row(id);
        assertThat(row.status()).isEqualTo(RunnerStatus.TERMINATED);
        assertThat(row.attempt().process()).isPresent();
        assertThat(row.attempt().exit()).contains(new ExitStatus.Code(0));
        assertThat(node.eventsOf(id))
                .containsExactly("runner.starting", "runner.started", "runner.stopped");
    }

    private static boolean ended(ProcessHandle host) throws Exception {
        try {
            host.onExit().get(20, TimeUnit.SECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException e) {
            return false;
        }
    }

    private HostStarter starter() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var line =
                List.of(
                        "exec",
                        java.toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-Xss256k",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        "'" + System.getProperty("java.class.path") + "'",
                        StratavoreAgent.class.getName(),
                        "\"$@\"");
        return SmallNode.playing(folder, String.join(" ", line));
    }
}
