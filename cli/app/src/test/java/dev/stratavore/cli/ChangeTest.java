package dev.stratavore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.wire.ChangeReply;
import dev.stratavore.api.wire.ChangeResult;
import dev.stratavore.api.wire.Fields;
import dev.stratavore.api.wire.PauseRequest;
import dev.stratavore.api.wire.RestartReply;
import dev.stratavore.api.wire.RestartRequest;
import dev.stratavore.api.wire.WireFormatException;
import dev.stratavore.cli.train.CannedDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pause, unpause and restart. */
final class ChangeTest {
    @TempDir Path scratch;

    private volatile String restarted = "running";

    private CliHarness harness() {
        return CliHarness.in(
                scratch,
                (method, request, answer) -> {
                    try {
                        answer(method, request, answer);
                    } catch (WireFormatException e) {
                        throw new IOException(e);
                    }
                });
    }

    private void answer(String method, byte[] request, CannedDaemon.Answer answer)
            throws IOException, WireFormatException {
        if (method.equals("Runners/Restart")) {
            answer.message(new RestartReply(Replies.runner(Replies.ID, restarted), List.of()));
            return;
        }
        List<ChangeResult> results =
                PauseRequest.read(Fields.parse(request)).runners().stream()
                        .map(name ->
                                name.equals("nobody")
                                        ? new ChangeResult(name, false, "no runner 'nobody'", null)
                                        : new ChangeResult(
                                                name,
                                                true,
                                                "now paused",
                                                Replies.runner(Replies.ID, "paused")))
                        .toList();
        answer.message(new ChangeReply(results));
    }

    @Test
    void eachRunnerGetsALineAndSomeBadOnesAreSaid() {
        try (CliHarness cli = harness()) {
            CliHarness.Result good = cli.run("pause", "one", "two");
            assertThat(good.code()).isZero();
            assertThat(good.out()).isEqualTo("one: now paused\ntwo: now paused\n");
            CliHarness.Result mixed = cli.run("unpause", "one", "nobody");
            assertThat(mixed.code()).isEqualTo(3);
            assertThat(mixed.out()).isEqualTo("one: now paused\n");
            assertThat(mixed.err()).contains("nobody: no runner 'nobody'");
            assertThat(cli.run("pause", "nobody").code()).isEqualTo(66);
            assertThat(cli.calls())
                    .extracting(CliHarness.Call::method)
                    .containsExactly("Runners/Pause", "Runners/Unpause", "Runners/Pause");
        }
    }

    @Test
    void withoutAnyRunnerNothingIsAsked() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("pause").code()).isEqualTo(2);
            assertThat(cli.run("pause", "one", "--project", "market").code()).isEqualTo(2);
            assertThat(cli.run("restart").code()).isEqualTo(2);
            assertThat(cli.calls()).isEmpty();
        }
    }

    @Test
    void aRestartSaysTheAttemptAndSendsTheEnvironment() throws WireFormatException {
        try (CliHarness cli = harness().with("API_KEY", "mine")) {
            CliHarness.Result result = cli.run("restart", "abcd", "--force", "--timeout", "3s");
            assertThat(result.code()).isZero();
            assertThat(result.out()).isEqualTo(Replies.ID + ": running as attempt 2\n");
            RestartRequest request =
                    RestartRequest.read(Fields.parse(cli.calls().getLast().request()));
            assertThat(request.runner()).isEqualTo("abcd");
            assertThat(request.force()).isTrue();
            assertThat(request.timeoutMs()).isEqualTo(3_000);
            assertThat(request.env()).anyMatch(one -> one.name().equals("API_KEY"));
            restarted = "failed";
            CliHarness.Result failed = cli.run("restart", "abcd");
            assertThat(failed.code()).isEqualTo(1);
            assertThat(failed.err()).contains(Replies.ID + " failed: exit 3, it broke");
        }
    }
}
