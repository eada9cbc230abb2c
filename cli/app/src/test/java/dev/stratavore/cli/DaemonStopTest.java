package dev.stratavore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.wire.Fields;
import dev.stratavore.api.wire.ListRunnersReply;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.api.wire.StopDaemonReply;
import dev.stratavore.api.wire.StopDaemonRequest;
import dev.stratavore.cli.train.CannedDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DaemonStopTest {
    /** Above the most that Linux gives out. */
    private static final long NO_PROCESS = 1L << 23;

    @TempDir Path scratch = Path.of("unset");

    private final List<Runner> live = new ArrayList<>();

    private CliHarness harness() {
        return CliHarness.in(scratch, this::answer);
    }

    private void answer(String method, byte[] request, CannedDaemon.Answer answer)
            throws IOException {
        if (method.equals("Runners/ListRunners")) {
            answer.message(new ListRunnersReply(live, ""));
        } else {
            answer.message(new StopDaemonReply(NO_PROCESS));
        }
    }

    private static boolean all(CliHarness cli) {
        CliHarness.Call last = cli.calls().getLast();
        assertThat(last.method()).isEqualTo("Daemon/Stop");
        return StopDaemonRequest.read(Fields.parse(last.request())).all();
    }

    @Test
    void runnersAreLeftAloneWithoutAQuestion() {
        live.add(Replies.runner(Replies.ID, "running"));
        try (CliHarness cli = harness()) {
            assertThat(cli.run("daemon", "stop").code()).isZero();
            assertThat(all(cli)).isFalse();
        }
    }

    @Test
    void theirEndIsAskedForAndSaid() {
        live.add(Replies.runner(Replies.ID, "running"));
        live.add(Replies.runner("runner-zzzzzzzzzzzz", "paused"));
        try (CliHarness cli = harness()) {
            CliHarness.Result script = cli.run("daemon", "stop", "--all");
            assertThat(script.code()).isEqualTo(2);
            assertThat(script.err()).contains("2 runners", "--yes").hasLineCount(1);
            assertThat(cli.onTerminal(80, "\n").run("daemon", "stop", "--all").code()).isEqualTo(1);
            assertThat(cli.methods()).doesNotContain("Daemon/Stop");
            CliHarness.Result said = cli.onTerminal(80, "y\n").run("daemon", "stop", "--all");
            assertThat(said.out()).contains("2 runners ended, and the pty host");
            assertThat(all(cli)).isTrue();
            assertThat(cli.run("daemon", "stop", "--all", "--yes").code()).isZero();
        }
    }

    @Test
    void nobodyIsAskedAboutNoRunners() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("daemon", "stop", "--all").code()).isZero();
        }
    }

    @Test
    void aBrokenConfigurationTakesNoDaemonDown() throws IOException {
        Path config = Files.writeString(scratch.resolve("c.yaml"), "daemon: {grpc_prot: 1}\n");
        try (CliHarness cli = harness()) {
            CliHarness.Result result = cli.run("daemon", "restart", "--config", config.toString());
            assertThat(result.code()).isEqualTo(78);
            assertThat(result.err()).contains("grpc_prot");
            assertThat(cli.methods()).isEmpty();
        }
    }
}
