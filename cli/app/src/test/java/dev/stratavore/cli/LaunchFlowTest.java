package dev.stratavore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.wire.CreateProjectRequest;
import dev.stratavore.api.wire.Fields;
import dev.stratavore.api.wire.LaunchReply;
import dev.stratavore.api.wire.LaunchRequest;
import dev.stratavore.api.wire.ListRunnersReply;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.cli.train.CannedDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LaunchFlowTest {
    @TempDir Path scratch = Path.of("unset");

    private final List<Runner> live = new ArrayList<>();
    private boolean projectIsThere = true;
    private String[] dialogs = {};

    private CliHarness harness() {
        return CliHarness.in(scratch, this::answer);
    }

    private void answer(String method, byte[] request, CannedDaemon.Answer answer)
            throws IOException {
        switch (method) {
            case "Projects/GetProject" -> {
                if (projectIsThere) {
                    answer.message(Replies.project("market"));
                } else {
                    answer.end(Replies.notFound("project"));
                }
            }
            case "Projects/CreateProject" -> answer.message(Replies.project("market"));
            case "Runners/ListRunners" -> answer.message(new ListRunnersReply(live, ""));
            case "Runners/WatchRunner" -> answer.message(Replies.runner(Replies.ID, "failed"));
            default -> {
                int count = LaunchRequest.read(Fields.parse(request)).count();
                List<Runner> started = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    started.add(Replies.asking("runner-00000000000" + i, dialogs));
                }
                answer.message(new LaunchReply(started, List.of("a notice")));
            }
        }
    }

    private static LaunchRequest launched(CliHarness cli) {
        CliHarness.Call last = cli.calls().getLast();
        assertThat(last.method()).isEqualTo("Runners/Launch");
        return LaunchRequest.read(Fields.parse(last.request()));
    }

    @Test
    void withoutALiveRunnerAFreshOneIsStartedAndSaid() {
        try (CliHarness cli = harness()) {
            CliHarness.Result result = cli.run("market");
            assertThat(result.code()).isZero();
            assertThat(result.out()).isEqualTo("runner-000000000000\n");
            assertThat(result.err()).isEqualTo("note: a notice\n");
            assertThat(launched(cli).project()).isEqualTo("market");
            assertThat(cli.onTerminal(80, "").run("market").err()).contains("starting a fresh one");
        }
    }

    @Test
    void aPausedRunnerIsToldAlsoWhereNothingIsAttached() {
        live.add(Replies.runner(Replies.ID, "paused"));
        try (CliHarness cli = harness()) {
            CliHarness.Result result = cli.run("market");
            assertThat(result.out()).isEqualTo(Replies.ID + "\n");
            assertThat(result.err())
                    .isEqualTo(
                            Replies.ID
                                    + " is paused; to let it go on: stratavore unpause "
                                    + Replies.ID
                                    + "\n");
        }
    }

    @Test
    void optionsAndArgumentsReachTheAgentUntouched() {
        try (CliHarness cli = harness().with("FOO", "bar baz")) {
            CliHarness.Result result =
                    cli.run(
                            "--model",
                            "m 1",
                            "market",
                            "-n",
                            "--agent",
                            "shell",
                            "--temperature",
                            "0.3",
                            "--max-tokens",
                            "9",
                            "--name",
                            "x",
                            "--",
                            "-c",
                            "a b",
                            "--",
                            "",
                            "--help");
            assertThat(result.code()).isZero();
            LaunchRequest request = launched(cli);
            assertThat(request.args()).containsExactly("-c", "a b", "--", "", "--help");
            assertThat(request.model()).isEqualTo("m 1");
            assertThat(request.agent()).isEqualTo("shell");
            assertThat(request.temperature()).isEqualTo(0.3);
            assertThat(request.maxTokens()).isEqualTo(9);
            assertThat(request.name()).isEqualTo("x");
            assertThat(request.env())
                    .anyMatch(one -> one.name().equals("FOO") && one.value().equals("bar baz"));
            assertThat(request.commandId()).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-.*");
        }
    }

    @Test
    void aMissingProjectIsCreatedOnEnter() {
        projectIsThere = false;
        try (CliHarness cli = harness().onTerminal(80, "\n")) {
            CliHarness.Result result = cli.run("market");
            assertThat(result.err()).contains("Create it here, in " + scratch + "? [Y/n]");
            assertThat(result.code()).isZero();
            CreateProjectRequest created =
                    CreateProjectRequest.read(Fields.parse(cli.calls().get(1).request()));
            assertThat(created.name()).isEqualTo("market");
            assertThat(created.path()).isEqualTo(scratch.toString());
        }
    }

    @Test
    void theProjectThatALaunchCreatesHasTheLaunchsAgent() {
        projectIsThere = false;
        try (CliHarness cli = harness()) {
            assertThat(cli.run("demo", "--agent", "shell", "--create").code()).isZero();
            CreateProjectRequest created =
                    CreateProjectRequest.read(Fields.parse(cli.calls().get(1).request()));
            assertThat(created.agent()).isEqualTo("shell");
        }
    }

    @Test
    void theLineToTypeKeepsTheAgentThatWasNamed() {
        projectIsThere = false;
        try (CliHarness cli = harness()) {
            CliHarness.Result result = cli.run("demo", "--agent", "shell");
            assertThat(result.code()).isEqualTo(66);
            assertThat(result.err()).contains(": stratavore demo --agent shell --create");
        }
    }

    @Test
    void whatTheAgentsMayAskFirstIsSaidOnce() {
        dialogs = new String[] {"a login", "whether to trust the files"};
        try (CliHarness cli = harness()) {
            assertThat(cli.run("market", "--count", "2").err())
                    .isEqualTo(
                            "note: a notice\nnote: it may ask first: a login, whether to trust"
                                    + " the files\n");
        }
    }

    @Test
    void aNoCreatesNothing() {
        projectIsThere = false;
        try (CliHarness cli = harness().onTerminal(80, "n\n")) {
            assertThat(cli.run("market").code()).isEqualTo(1);
            assertThat(cli.methods()).containsExactly("Projects/GetProject");
        }
    }

    @Test
    void withoutATerminalTheLineToTypeIsSaid() {
        projectIsThere = false;
        try (CliHarness cli = harness()) {
            CliHarness.Result result = cli.run("market");
            assertThat(result.code()).isEqualTo(66);
            assertThat(result.err()).contains("stratavore market --create");
            assertThat(cli.run("market", "--create").code()).isZero();
            assertThat(cli.run("market", "--yes").code()).isZero();
        }
    }

    @Test
    void launchOptionsForALiveRunnerAreRefused() {
        live.add(Replies.runner(Replies.ID, "running"));
        try (CliHarness cli = harness()) {
            CliHarness.Result result = cli.run("market", "--model", "x");
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("--model", "--new starts another");
            assertThat(cli.run("market", "--model", "x", "--new").code()).isZero();
        }
    }

    @Test
    void severalLiveRunnersAreListedWithoutATerminal() {
        live.add(Replies.runner(Replies.ID, "running"));
        live.add(Replies.runner("runner-zzzzzzzzzzzz", "running"));
        try (CliHarness cli = harness()) {
            CliHarness.Result result = cli.run("market");
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains(Replies.ID, "runner-zzzzzzzzzzzz").hasLineCount(1);
            CliHarness.Result picked = cli.onTerminal(80, "x\n9\n2\n").run("market");
            assertThat(picked.out()).isEqualTo("runner-zzzzzzzzzzzz\n");
            assertThat(picked.err()).contains("(claude, running, 1m old)");
            assertThat(cli.onTerminal(80, "\n").run("market").code()).isEqualTo(2);
        }
    }

    @Test
    void aCountLaunchesThatManyAndPrintsTheirIds() {
        live.add(Replies.runner(Replies.ID, "running"));
        try (CliHarness cli = harness()) {
            assertThat(cli.run("launch", "market", "--count", "3").out()).hasLineCount(3);
        }
    }

    @Test
    void waitEndsWithTheAgentsExitCode() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("launch", "market", "--wait").code()).isEqualTo(3);
        }
    }

    @Test
    void aSlipOfACommandCreatesNothing() {
        projectIsThere = false;
        try (CliHarness cli = harness().onTerminal(80, "\n")) {
            CliHarness.Result result = cli.run("runers");
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("did you mean \"stratavore runners\"");
            assertThat(cli.methods()).doesNotContain("Projects/CreateProject");
        }
    }

    @Test
    void aPersonMayInsistOnANameLikeACommand() {
        projectIsThere = false;
        try (CliHarness cli = harness().onTerminal(80, "y\n")) {
            CliHarness.Result result = cli.run("shop");
            assertThat(result.err()).contains("did you mean \"stratavore stop\"");
            assertThat(cli.methods()).contains("Projects/CreateProject", "Runners/Launch");
        }
    }

    @Test
    void aProjectNamedNearlyLikeACommandOpens() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("shop").code()).isZero();
        }
    }

    @Test
    void demoSaysHowToGetTheAgentThatIsMissing() {
        try (CliHarness cli = harness()) {
            CliHarness.Result result = cli.run("demo", "--bogus");
            assertThat(result.code()).isEqualTo(2);
            CliHarness.Result missing = cli.run("demo", "--create", "--agent", "claude");
            assertThat(missing.code()).isEqualTo(66);
            assertThat(missing.err()).contains("npm install", "--agent shell").hasLineCount(1);
            assertThat(cli.calls()).isEmpty();
        }
    }
}
