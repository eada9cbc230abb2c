package dev.stratavore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.wire.ErrorDetail;
import dev.stratavore.api.wire.KillResult;
import dev.stratavore.cli.train.CannedDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FailureTest {
    @TempDir Path scratch = Path.of("unset");

    private CliHarness.Result status(CannedDaemon.Script script, String... line) {
        try (CliHarness cli = CliHarness.in(scratch, script)) {
            return cli.run(line);
        }
    }

    @Test
    void aRefusalIsOneLineWithItsHintAndCode() {
        CliHarness.Result result =
                status(
                        (method, request, answer) ->
                                answer.end(
                                        Replies.refusal(
                                                8,
                                                "5%20of%205%20run%C3%A4",
                                                new ErrorDetail(
                                                        "quota-reached",
                                                        "stop one",
                                                        List.of("a", "b"),
                                                        75))),
                        "runners");
        assertThat(result.code()).isEqualTo(75);
        assertThat(result.err()).isEqualTo("stratavore: 5 of 5 runä: a, b; stop one\n");
    }

    @Test
    void withoutADetailTheStatusDecides() {
        CliHarness.Result result =
                status((method, request, answer) -> answer.end("grpc-status:7\r\n"), "status");
        assertThat(result.code()).isEqualTo(77);
    }

    @Test
    void aDaemonThatGoesAwayIsUnreachable() {
        CliHarness.Result result = status((method, request, answer) -> answer.hangUp(), "status");
        assertThat(result.code()).isEqualTo(69);
        assertThat(result.err()).contains("went away before it answered").hasLineCount(1);
    }

    @Test
    void aSilentDaemonIsGivenUpInTime() {
        try (CliHarness cli =
                CliHarness.in(scratch, (method, request, answer) -> awaitEnd(answer))) {
            CliHarness.Result result = cli.run("status", "--timeout", "200ms");
            assertThat(result.code()).isEqualTo(75);
            assertThat(result.err()).contains("did not answer in time").hasLineCount(1);
        }
    }

    private static void awaitEnd(CannedDaemon.Answer answer) throws IOException {
        synchronized (answer) {
            try {
                answer.wait(10_000);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    @Test
    void someOfSeveralKillsIsThree() {
        CannedDaemon.Script script =
                (method, request, answer) -> {
                    answer.message(new KillResult("runner-a", true, "stopped", null));
                    answer.message(new KillResult("runner-b", false, "will not end", null));
                };
        CliHarness.Result result = status(script, "kill", "runner-a", "runner-b");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out()).isEqualTo("runner-a: stopped\n");
        assertThat(result.err()).isEqualTo("runner-b: will not end\n");
    }

    @Test
    void noneOfSeveralKillsIsOneAndAnUnknownIdIsNotFound() {
        CannedDaemon.Script stuck =
                (method, request, answer) ->
                        answer.message(
                                new KillResult(
                                        Replies.ID,
                                        false,
                                        "will not end",
                                        Replies.runner(Replies.ID, "stopping")));
        assertThat(status(stuck, "kill", Replies.ID).code()).isEqualTo(1);
        CannedDaemon.Script unknown =
                (method, request, answer) ->
                        answer.message(new KillResult("x", false, "no runner 'x'", null));
        assertThat(status(unknown, "kill", "x").code()).isEqualTo(66);
    }

    @Test
    void killAllAsksFirst() {
        CannedDaemon.Script script =
                (method, request, answer) ->
                        answer.message(new KillResult("runner-a", true, "stopped", null));
        assertThat(status(script, "kill", "all").code()).isEqualTo(2);
        assertThat(status(script, "kill", "all", "--yes").code()).isZero();
    }

    @Test
    void noDaemonIsSaidWithWhatToDo() throws IOException {
        try (CliHarness cli = CliHarness.in(scratch, (method, request, answer) -> {})) {
            CliHarness.Result result =
                    cli.with("STRATAVORE_SOCKET", scratch.resolve("none.sock").toString())
                            .run("runners");
            assertThat(result.code()).isEqualTo(69);
            assertThat(result.err())
                    .isEqualTo(
                            "stratavore: stratavored is not running; start it with: stratavore"
                                    + " daemon start\n");
        }
    }

    @Test
    void underSudoOrWithoutAutostartNoDaemonIsStarted() throws IOException {
        try (CliHarness cli = CliHarness.in(scratch, (method, request, answer) -> {})) {
            cli.with("STRATAVORE_SOCKET", scratch.resolve("none.sock").toString());
            Path config = scratch.resolve("c.yaml");
            Files.writeString(config, "daemon:\n  autostart: false\n");
            CliHarness.Result off = cli.run("new", "shop", "--config", config.toString());
            assertThat(off.code()).isEqualTo(69);
            assertThat(off.err()).contains("daemon.autostart is false");
            CliHarness.Result sudo = cli.with("SUDO_UID", "1000").run("new", "shop");
            assertThat(sudo.code()).isEqualTo(69);
            assertThat(sudo.err()).contains("under sudo");
        }
    }

    @Test
    void badWordsAreUsageErrors() {
        try (CliHarness cli = CliHarness.in(scratch, (method, request, answer) -> {})) {
            assertThat(cli.run("runners", "--nope").err())
                    .isEqualTo(
                            "stratavore: Unknown option: '--nope'; see: stratavore runners"
                                    + " --help\n");
            for (String[] line :
                    List.of(
                            new String[] {"kill"},
                            new String[] {"daemon"},
                            new String[] {"UPPER"},
                            new String[] {"new", "-bad"},
                            new String[] {"shop", "--temperature", "hot"},
                            new String[] {"shop", "--count", "0"},
                            new String[] {"runners", "--status", "odd"},
                            new String[] {"runners", "--format", "xml"},
                            new String[] {"status", "--", "x"},
                            new String[] {"logs"},
                            new String[] {"completion", "tcsh"},
                            new String[] {"attach", "-r", "--steal", "x"})) {
                CliHarness.Result result = cli.run(line);
                assertThat(result.code()).as(String.join(" ", line)).isEqualTo(2);
                assertThat(result.err()).as(String.join(" ", line)).hasLineCount(1);
            }
            assertThat(cli.calls()).isEmpty();
        }
    }
}
