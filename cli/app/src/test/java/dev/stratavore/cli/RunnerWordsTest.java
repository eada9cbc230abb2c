package dev.stratavore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.wire.DetachReply;
import dev.stratavore.api.wire.DetachRequest;
import dev.stratavore.api.wire.Fields;
import dev.stratavore.api.wire.ListRunnersReply;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.api.wire.Supervision;
import dev.stratavore.api.wire.Usage;
import dev.stratavore.cli.render.ExitStatuses;
import dev.stratavore.cli.render.RunnerView;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of runners, and how one may be named. */
final class RunnerWordsTest {
    @TempDir Path scratch = Path.of("unset");

    private static String end(@Nullable Integer code, String signal, String reason) {
        return RunnerView.end(Replies.ended(code, signal, reason));
    }

    @Test
    void anEndIsNotSaidTwice() {
        assertThat(end(9, "", "exit code 9")).isEqualTo("exit 9");
        assertThat(end(9, "", "exit code 9; restarted once in a row, given up"))
                .isEqualTo("exit 9; restarted once in a row, given up");
        assertThat(end(9, "", "exit code 90")).isEqualTo("exit 9, exit code 90");
        assertThat(end(null, "SIGKILL", "killed by SIGKILL")).isEqualTo("signal SIGKILL");
        assertThat(end(null, "SIGKILL", "killed by SIGKILL: out of memory"))
                .isEqualTo("signal SIGKILL: out of memory");
        assertThat(end(3, "", "it broke")).isEqualTo("exit 3, it broke");
        assertThat(end(null, "", "launch interrupted")).isEqualTo("launch interrupted");
        assertThat(end(0, "", "")).isEqualTo("exit 0");
    }

    private String shown(Supervision watched, String... format) {
        Runner runner = Replies.runner(Replies.ID, "failed", watched);
        try (CliHarness cli =
                CliHarness.in(scratch, (method, request, answer) -> answer.message(runner))) {
            return format.length == 0
                    ? cli.run("runners", "show", Replies.ID).out()
                    : cli.run("runners", "show", Replies.ID, "--format", "json").out();
        }
    }

    @Test
    void aCommandThatEndsWithARunnerEndsAsAShellWouldSay() {
        assertThat(ExitStatuses.of(Replies.ended(3, "", ""))).isEqualTo(3);
        assertThat(ExitStatuses.of(Replies.ended(null, "SIGKILL", ""))).isEqualTo(137);
        assertThat(ExitStatuses.of(Replies.ended(null, "SIGTERM", ""))).isEqualTo(143);
        assertThat(ExitStatuses.of(Replies.ended(null, "", "nobody saw it"))).isEqualTo(1);
    }

    @Test
    void aRestartThatIsDueIsNotCountedAsDone() {
        assertThat(shown(new Supervision(0, null, 2, 0, 0, "")))
                .contains("Restarts:   none yet, at most 2 in a row\n");
        Supervision due = new Supervision(0, null, 2, 0, CliHarness.NOW, "");
        assertThat(shown(due)).contains("Restarts:   none yet, at most 2 in a row, the next at ");
        assertThat(shown(due, "json")).contains("\"restarts\": 0");
        Supervision done = new Supervision(0, null, 2, 1, 0, "");
        assertThat(shown(done)).contains("Restarts:   1 of 2 in a row\n");
        assertThat(shown(done, "json")).contains("\"restarts\": 1");
    }

    @Test
    void oneProcessIsNotSeveral() {
        assertThat(shown(new Supervision(0, new Usage(1, 1, 1, 0), 0, 0, 0, "")))
                .contains(", 1 process, 0 attached");
        assertThat(shown(new Supervision(0, new Usage(1, 1, 2, 0), 0, 0, 0, "")))
                .contains(", 2 processes, 0 attached");
    }

    private CliHarness.Result detached(List<Runner> live, String name) {
        try (CliHarness cli =
                CliHarness.in(
                        scratch,
                        (method, request, answer) -> {
                            switch (method) {
                                case "Projects/GetProject" ->
                                        answer.message(Replies.project("shop"));
                                case "Runners/ListRunners" ->
                                        answer.message(new ListRunnersReply(live, ""));
                                default -> answer.message(new DetachReply(1));
                            }
                        })) {
            CliHarness.Result result = cli.run("detach", name);
            if (result.code() == 0) {
                assertThat(DetachRequest.read(Fields.parse(cli.calls().getLast().request())))
                        .isEqualTo(new DetachRequest(Replies.ID));
            }
            return result;
        }
    }

    @Test
    void aProjectNamesItsRunnerWhereAnAttachmentIsEnded() {
        Runner one = Replies.runner(Replies.ID, "running");
        assertThat(detached(List.of(one), "shop").out()).isEqualTo("1 attachment ended\n");
        CliHarness.Result several =
                detached(List.of(one, Replies.runner("runner-bcdefghijklm", "running")), "shop");
        assertThat(several.code()).isEqualTo(2);
        assertThat(several.err()).contains("choose one with: stratavore detach ID");
        assertThat(detached(List.of(), "shop").code()).isEqualTo(66);
    }
}
