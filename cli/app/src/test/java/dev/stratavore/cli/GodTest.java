package dev.stratavore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.wire.ListRunnersReply;
import dev.stratavore.cli.train.CannedDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --god}. */
final class GodTest {
    private static final String LOUD = "GOD MODE: quotas, ownership and confirmations do not hold";

    @TempDir Path scratch;

    private CliHarness harness() {
        return CliHarness.in(scratch, GodTest::answer);
    }

    private static void answer(String method, byte[] request, CannedDaemon.Answer answer)
            throws IOException {
        switch (method) {
            case "Daemon/GetStatus" -> answer.message(Replies.status());
            case "Runners/ListRunners" ->
                    answer.message(
                            new ListRunnersReply(
                                    List.of(Replies.runner(Replies.ID, "running")), ""));
            default -> {}
        }
    }

    @Test
    void itIsSaidInOneLineBeforeAnyWord() {
        try (CliHarness cli = harness()) {
            CliHarness.Result result = cli.run("--god", "status");
            assertThat(result.code()).isZero();
            assertThat(result.err().lines()).singleElement().asString().startsWith(LOUD);
            assertThat(cli.run("status").err()).doesNotContain(LOUD);
        }
    }

    @Test
    void nothingIsAsked() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("kill", "all").code()).isEqualTo(2);
            assertThat(cli.methods()).doesNotContain("Runners/Kill");
            assertThat(cli.run("--god", "kill", "all").code()).isZero();
            assertThat(cli.methods()).contains("Runners/Kill");
        }
    }
}
