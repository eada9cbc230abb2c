package dev.stratavore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ErrorDetail;
import dev.stratavore.api.wire.KillResult;
import dev.stratavore.cli.console.Console;
import dev.stratavore.cli.console.Surroundings;
import dev.stratavore.cli.console.TerminalFacts;
import dev.stratavore.cli.daemon.LocalDaemon;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.GlobalOptions;
import dev.stratavore.cli.train.CannedDaemon;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
    void aWaitGoesOnWhenTheDatabaseWasAway() {
        AtomicInteger watches = new AtomicInteger();
        CliHarness.Result result =
                status(
                        (method, request, answer) -> {
                            if (!method.equals("Runners/WatchRunner")) {
                                answer.message(Replies.runner(Replies.ID, "running"));
                            } else if (watches.incrementAndGet() == 1) {
                                answer.end(
                                        Replies.refusal(
                                                14,
                                                "the database does not answer",
                                                new ErrorDetail(
                                                        "database-unavailable",
                                                        "",
                                                        List.of(),
                                                        75)));
                            } else if (watches.get() == 2) {
                                answer.hangUp();
                            } else {
                                answer.message(Replies.runner(Replies.ID, "failed"));
                            }
                        },
                        "wait",
                        "r1");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains(": failed");
        assertThat(result.code()).isZero();
        assertThat(watches).hasValue(3);
    }

    @Test
    void aWaitForWhatIsRefusedEnds() {
        CliHarness.Result result =
                status(
                        (method, request, answer) -> {
                            if (method.equals("Runners/WatchRunner")) {
                                answer.end("grpc-status:7\r\n");
                            } else {
                                answer.message(Replies.runner(Replies.ID, "running"));
                            }
                        },
                        "wait",
                        "r1");
        assertThat(result.code()).isEqualTo(77);
    }

    @Test
    void aWaitEndsWhereTheDaemonDoesNotComeBack() throws IOException {
        Files.createDirectories(scratch.resolve("state/stratavore"));
        Files.createFile(scratch.resolve("state/stratavore/daemon.lock"));
        Files.createFile(scratch.resolve("state/stratavore/clean-stop"));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings around =
                new Surroundings(
                        new Console(InputStream.nullInputStream(), err, err),
                        TerminalFacts.NONE,
                        Map.of(
                                "HOME",
                                scratch.toString(),
                                "XDG_STATE_HOME",
                                scratch.resolve("state").toString()),
                        scratch,
                        InstantSource.system(),
                        scratch);
        LocalDaemon daemon = new LocalDaemon(around, GlobalOptions.DEFAULTS);
        assertThatThrownBy(() -> daemon.returned(Duration.ofMillis(50)))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("has not come back; start it with")
                .extracting(e -> ((CommandException) e).code())
                .isEqualTo(ExitCode.UNREACHABLE);
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

    /** Answers nothing until the daemon ends. */
    static void awaitEnd(CannedDaemon.Answer answer) throws IOException {
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
        assertThat(result.err()).isEqualTo("stratavore: runner-b: will not end\n");
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
        CliHarness.Result slip = status(unknown, "kill", "x");
        assertThat(slip.code()).isEqualTo(66);
        assertThat(slip.err()).contains("no runner 'x'", "stratavore kill --project x");
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
    void aSlipIsAnsweredWithWhereToLook() {
        assertUsage("see: stratavore --help", "--bogus");
        assertUsage("See: stratavore launch --help", "hello", "extra");
        assertUsage("\"extra\" is one word too many; see: stratavore launch", "market", "extra");
        assertUsage("\"x\" is one word too many; did you mean \"stratavore logs\"?", "log", "x");
        assertUsage("see: stratavore runners --help", "runners", "--nope");
        assertUsage("no option --projct; did you mean --project?", "runners", "--projct=shop");
        assertUsage("--component needs a value: daemon|agent; see", "logs", "--component");
        assertUsage("a runner's or a component's, not both", "logs", "x", "--component", "daemon");
        assertUsage("\"all\" stands alone: stratavore pause all", "pause", "all", "x");
        assertUsage(
                "there is no command \"config foo\"; there are: stratavore config show",
                "config",
                "foo");
        assertUsage("\"config\" needs one more word: stratavore config show", "config");
        assertUsage("not both", "kill", "--project", "hello", "j1");
        assertUsage("say which runner: stratavore screen ID", "screen");
        assertUsage("--status takes one of starting, running", "runners", "--status", "odd");
        assertUsage("--tail, -n takes a number", "logs", "x", "-n", "-1");
        assertUsage("from 0 to 2, not", "shop", "--temperature", "3");
    }

    private void assertUsage(String words, String... line) {
        try (CliHarness cli = CliHarness.in(scratch, (method, request, answer) -> {})) {
            CliHarness.Result result = cli.run(line);
            assertThat(result.code()).as(String.join(" ", line)).isEqualTo(2);
            assertThat(result.err()).contains(words).hasLineCount(1);
            assertThat(cli.calls()).isEmpty();
        }
    }

    @Test
    void theVersionIsAskedForInAnyOfItsWays() {
        try (CliHarness cli = CliHarness.in(scratch, (method, request, answer) -> {})) {
            assertThat(cli.run("-V").out()).startsWith("stratavore ");
            assertThat(cli.run("--version").out()).isEqualTo(cli.run("version").out());
        }
    }

    @Test
    void badWordsAreUsageErrors() {
        try (CliHarness cli = CliHarness.in(scratch, (method, request, answer) -> {})) {
            assertThat(cli.run("runners", "--nope").err())
                    .isEqualTo(
                            "stratavore: there is no option --nope; see: stratavore runners"
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
                            new String[] {"kill", "all", "runner-a"},
                            new String[] {"kill", "--project", "shop", "runner-a"},
                            new String[] {"version", "--format", "json"},
                            new String[] {"status", "-q"},
                            new String[] {"projects", "set", "shop"},
                            new String[] {"logs", "a", "--runner", "b"},
                            new String[] {"attach", "-r", "--steal", "x"})) {
                CliHarness.Result result = cli.run(line);
                assertThat(result.code()).as(String.join(" ", line)).isEqualTo(2);
                assertThat(result.err()).as(String.join(" ", line)).hasLineCount(1);
            }
            assertThat(cli.calls()).isEmpty();
        }
    }
}
