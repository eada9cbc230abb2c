package dev.stratavore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.wire.Fields;
import dev.stratavore.api.wire.ListProjectsReply;
import dev.stratavore.api.wire.ListRunnersReply;
import dev.stratavore.api.wire.ListRunnersRequest;
import dev.stratavore.api.wire.SetProjectRequest;
import dev.stratavore.cli.train.CannedDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListingTest {
    @TempDir Path scratch = Path.of("unset");

    private static void answer(String method, byte[] request, CannedDaemon.Answer answer)
            throws IOException {
        switch (method) {
            case "Runners/ListRunners" -> answer.message(page(request));
            case "Runners/GetRunner" -> answer.message(Replies.runner(Replies.ID, "failed"));
            case "Projects/GetProject", "Projects/SetProject", "Projects/DeleteProject" ->
                    answer.message(Replies.project("demo"));
            case "Projects/ListProjects" ->
                    answer.message(
                            new ListProjectsReply(
                                    List.of(
                                            Replies.project("demo"),
                                            Replies.project("evil\033[31m\u202e")),
                                    ""));
            default -> answer.message(Replies.status());
        }
    }

    /** Two pages of one. */
    private static ListRunnersReply page(byte[] request) {
        ListRunnersRequest wanted = ListRunnersRequest.read(Fields.parse(request));
        boolean first = wanted.pageToken().isEmpty();
        return first == wanted.newestFirst()
                ? new ListRunnersReply(
                        List.of(Replies.runner("runner-zzzzzzzzzzzz", "failed")),
                        first ? "more" : "")
                : new ListRunnersReply(
                        List.of(Replies.runner(Replies.ID, "running")), first ? "more" : "");
    }

    private CliHarness harness() {
        return CliHarness.in(scratch, ListingTest::answer);
    }

    @Test
    void runnersOfAllPagesAreInOneTable() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("ps").out())
                    .isEqualTo(
                            """
                            ID                   PROJECT  AGENT   STATUS   AGE  NAME
                            runner-abcdefghijkl  demo     claude  running  1m
                            runner-zzzzzzzzzzzz  demo     claude  failed   1m
                            """);
        }
    }

    @Test
    void aLimitLeavesTheNewest() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("runners", "--limit", "1", "-q").out())
                    .isEqualTo("runner-zzzzzzzzzzzz\n");
            assertThat(cli.calls()).hasSize(1);
            ListRunnersRequest asked =
                    ListRunnersRequest.read(Fields.parse(cli.calls().getFirst().request()));
            assertThat(asked.pageSize()).isEqualTo(1);
            assertThat(cli.run("runners", "--limit", "9", "-q").out())
                    .isEqualTo(Replies.ID + "\nrunner-zzzzzzzzzzzz\n");
        }
    }

    @Test
    void theJsonOfARunnerHasTheNamesOfTheContract() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("runners", "--format", "json").out())
                    .startsWith(
                            """
                            [
                              {
                                "id": "runner-abcdefghijkl",
                                "name": null,
                                "project": "demo",
                                "agent": "claude",
                                "status": "running",
                                "reachable": true,
                                "pid": 77,
                                "exit_code": null,
                                "signal": null,
                                "reason": null,
                                "attempt": 2,
                                "node": "6f9619ff-8b86-d011-b42d-00c04fc964ff",
                                "node_label": "box",
                                "owner": "uid:0",
                                "cpu_percent": null,
                                "memory_mb": null,
                                "processes": null,
                                "attached": null,
                                "started_at": "2023-11-14T22:14:00Z",
                                "ended_at": null
                              },
                            """
                                    .replace("22:14:00Z", "22:13:59Z"));
        }
    }

    @Test
    void yamlQuotesItsText() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("status", "--format", "yaml").out())
                    .contains("pid: 10\n", "uptime_seconds: 3600\n", "  running: 2\n")
                    .contains("listeners:\n  - name: \"grpc\"\n    address: \"127.0.0.1:50051\"\n")
                    .contains("warnings:\n  - \"disk is short\"\n");
        }
    }

    @Test
    void namesCannotObeyTheTerminal() {
        try (CliHarness cli = harness()) {
            String table = cli.run("projects").out();
            assertThat(table).contains("evil\ufffd[31m\ufffd").doesNotContain("\033", "\u202e");
            assertThat(cli.run("projects", "--format", "json").out())
                    .contains("evil\\u001b[31m")
                    .doesNotContain("\033");
        }
    }

    @Test
    void aTableFitsItsTerminalAndIsColouredThere() {
        try (CliHarness cli = harness().printingOnTerminal(50)) {
            String table = cli.run("runners").out();
            assertThat(table).contains("\033[32m").contains("…");
            assertThat(table.replaceAll("\033\\[[0-9]*m", "").lines())
                    .allMatch(line -> line.length() <= 50);
            assertThat(cli.with("NO_COLOR", "1").run("runners").out()).doesNotContain("\033");
            assertThat(cli.run("runners", "--color", "always").out()).contains("\033[32m");
        }
    }

    @Test
    void statusIsReadableAtAGlance() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("status").out())
                    .startsWith(
                            """
                            stratavored 0.1, pid 10, up 1h00m, pty host pid 11
                            Node:      box (6f9619ff)
                            Runners:   2 running
                            Projects:  3
                            Database:  embedded, 127.0.0.1:5432
                            Listener:  grpc 127.0.0.1:50051 listening
                            Away:      while no daemon ran, until\
                            """)
                    .endsWith(
                            """
                            : 9 went on, 1 ended, 1 was lost
                                       runner-abcdefghijkl exit code 41: the end
                                       runner-bcdefghijklm was lost
                            Warning:   disk is short
                            """);
            assertThat(cli.run("status", "--metrics").out())
                    .contains(
                            "Heartbeat: every 10 s, last 4000 ms ago, 360 received, 1 missed,"
                                    + " latency 2 ms median, 16 ms for 99 in 100");
        }
    }

    @Test
    void whatWentOnWhileNoDaemonRanIsSaidThoughNothingEnded() {
        try (CliHarness cli =
                CliHarness.in(scratch, (_, _, answer) -> answer.message(Replies.wentOn(9)))) {
            assertThat(cli.run("status").out()).contains(": 9 went on, none ended, none were lost");
        }
        try (CliHarness cli =
                CliHarness.in(scratch, (_, _, answer) -> answer.message(Replies.wentOn(0)))) {
            assertThat(cli.run("status").out()).doesNotContain("Away:");
        }
    }

    @Test
    void aRestartThatWaitsForASlotSaysSo() {
        try (CliHarness cli =
                CliHarness.in(scratch, (_, _, answer) -> answer.message(Replies.waiting()))) {
            assertThat(cli.run("runners", "show", Replies.ID).out())
                    .contains(
                            "none yet, at most 2 in a row; restart waits for a slot of the"
                                    + " project\n");
            assertThat(cli.run("runners", "show", Replies.ID, "--format", "json").out())
                    .contains("\"restart_waits_for\": \"project\"");
        }
    }

    @Test
    void showSaysHowItEnded() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("runners", "show", Replies.ID).out())
                    .contains("Status:     failed\nEnd:        exit 3, it broke\n")
                    .contains("Command:    claude --model x\n");
        }
    }

    @Test
    void aProjectIsShownChangedAndDeleted() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("projects", "show", "demo").out())
                    .startsWith("Name:        demo\nStatus:      active\n")
                    .contains("Directory:   /srv/demo\n", "Runners:     1 of 5\n");
            assertThat(cli.run("projects", "show", "demo", "--format", "json").out())
                    .contains("\"max_runners\": 5");
            CliHarness.Result set =
                    cli.run("projects", "set", "demo", "--path", "sub", "--description", "");
            assertThat(set.code()).isZero();
            assertThat(SetProjectRequest.read(Fields.parse(cli.calls().getLast().request())))
                    .satisfies(request -> {
                        assertThat(request.name()).isEqualTo("demo");
                        assertThat(request.path()).isEqualTo(scratch + "/sub");
                        assertThat(request.describe()).isTrue();
                        assertThat(request.agent()).isEmpty();
                        assertThat(request.maxRunners()).isZero();
                    });
            assertThat(cli.run("projects", "delete", "demo").out())
                    .isEqualTo("deleted project \"demo\"\n");
            assertThat(cli.methods()).endsWith("Projects/DeleteProject");
        }
    }

    @Test
    void everyListingHasItsNumbersAsNumbers() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("config", "show", "--format", "json").out())
                    .contains("\"key\": \"daemon.grpc_port\",\n    \"value\": 50051,")
                    .contains("\"value\": true,")
                    .contains("\"value\": [],");
            assertThat(cli.run("config", "validate").out()).contains("stratavore.yaml: not there");
        }
    }
}
