package dev.stratavore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.wire.ChangeReply;
import dev.stratavore.api.wire.ChangeResult;
import dev.stratavore.api.wire.Fields;
import dev.stratavore.api.wire.KillResult;
import dev.stratavore.api.wire.ListRunnersReply;
import dev.stratavore.api.wire.ListRunnersRequest;
import dev.stratavore.api.wire.PauseRequest;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.api.wire.Supervision;
import dev.stratavore.cli.train.CannedDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The word all in place of ids. */
final class AllRunnersTest {
    private static final String SECOND = "runner-bcdefghijklm";

    @TempDir Path scratch = Path.of("unset");

    private final List<Runner> runners = new ArrayList<>();

    private CliHarness harness() {
        return CliHarness.in(scratch, this::answer);
    }

    private void answer(String method, byte[] request, CannedDaemon.Answer answer)
            throws IOException {
        switch (method) {
            case "Runners/ListRunners" -> {
                String status = ListRunnersRequest.read(Fields.parse(request)).status();
                answer.message(
                        new ListRunnersReply(
                                runners.stream()
                                        .filter(one ->
                                                status.isEmpty() || one.status().equals(status))
                                        .toList(),
                                ""));
            }
            case "Runners/Kill" -> {
                for (Runner one : runners) {
                    answer.message(new KillResult(one.id(), true, "stopped", one));
                }
            }
            default ->
                    answer.message(
                            new ChangeReply(
                                    PauseRequest.read(Fields.parse(request)).runners().stream()
                                            .map(id -> new ChangeResult(id, true, "done", null))
                                            .toList()));
        }
    }

    private static Runner owed() {
        return Replies.runner(SECOND, "failed", new Supervision(0, null, 2, 0, CliHarness.NOW, ""));
    }

    @Test
    void withNobodyLiveNothingIsAskedOrDone() {
        runners.add(Replies.runner(Replies.ID, "failed"));
        try (CliHarness cli = harness()) {
            CliHarness.Result killed = cli.run("kill", "all");
            assertThat(killed.code()).isZero();
            assertThat(killed.err()).isEqualTo("no runner is live\n");
            CliHarness.Result paused = cli.run("pause", "all");
            assertThat(paused.code()).isZero();
            assertThat(paused.err()).isEqualTo("no runner is running\n");
            assertThat(cli.methods()).containsOnly("Runners/ListRunners");
        }
    }

    @Test
    void withoutATerminalItIsToBeConfirmed() {
        runners.add(Replies.runner(Replies.ID, "running"));
        try (CliHarness cli = harness()) {
            CliHarness.Result refused = cli.run("kill", "all");
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err())
                    .isEqualTo(
                            "stratavore: this would stop "
                                    + Replies.ID
                                    + ", your only live runner; confirm with --yes\n");
            assertThat(cli.methods()).doesNotContain("Runners/Kill");
            assertThat(cli.run("kill", "all", "--yes").out()).isEqualTo(Replies.ID + ": stopped\n");
        }
    }

    @Test
    void aRestartThatIsOwedCountsAsARunnerToStop() {
        runners.add(Replies.runner(Replies.ID, "running"));
        runners.add(owed());
        try (CliHarness cli = harness().onTerminal(80, "y\n")) {
            CliHarness.Result killed = cli.run("kill", "all");
            assertThat(killed.err()).contains("Really stop all 2 of your live runners? [y/N]");
            assertThat(killed.code()).isZero();
        }
    }

    @Test
    void onlyWhatItChangesIsPausedOrLetGoOn() {
        runners.add(Replies.runner(Replies.ID, "running"));
        runners.add(Replies.runner(SECOND, "paused"));
        try (CliHarness cli = harness().onTerminal(80, "yes\n")) {
            CliHarness.Result paused = cli.run("pause", "all");
            assertThat(paused.err()).contains("Really pause " + Replies.ID + ", your only running");
            assertThat(paused.out()).isEqualTo(Replies.ID + ": done\n");
            assertThat(cli.run("unpause", "all", "--yes").out()).isEqualTo(SECOND + ": done\n");
            CliHarness.Result no = cli.onTerminal(80, "\n").run("pause", "all");
            assertThat(no.code()).isEqualTo(1);
            assertThat(no.err()).contains("nothing was changed");
        }
    }
}
