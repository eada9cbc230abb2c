package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.Fifo;
import dev.stratavore.testkit.ProcessTree;
import dev.stratavore.testkit.ScriptedAgent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The daemon is killed without a word; nobody's work may notice. */
final class DaemonDiesStoryTest {
    private static final int RUNNERS = 10;
    private static final int KILLS = 3;

    private UserHome user;

    @BeforeEach
    void arrive() throws IOException {
        user = UserHome.fresh();
    }

    @AfterEach
    void leave() throws IOException {
        user.close();
    }

    @Test
    void tenRunnersLoseNoLineWhenTheDaemonIsKilledThreeTimes() throws IOException {
        user.project("night", "--max-runners", "20");
        var ids = new ArrayList<String>();
        for (int i = 0; i < RUNNERS - 1; i++) {
            ids.add(
                    user.launch(
                            "night",
                            ScriptedAgent.program()
                                    .linesUntilInput(Duration.ofMillis(20), "n" + i)
                                    .print("last")
                                    .waitLine()
                                    .exit(0)));
        }
        var fifo = Fifo.create(user.path().resolve("end"));
        var ending = user.launch("night", ScriptedAgent.program().waitFifo(fifo.path()).exit(41));
        var pids = pidsOf(ids);

        for (int kill = 1; kill <= KILLS; kill++) {
            long before = user.daemon();
            user.killDaemon();
            if (kill == 2) {
                endWithoutDaemon(ending, fifo);
            }
            user.ok("status");
            assertThat(user.daemon()).isNotEqualTo(before);
            assertThat(pidsOf(ids)).as("after kill " + kill).isEqualTo(pids);
        }

        assertThat(user.field(ending, "exit_code")).isEqualTo("41");
        assertThat(user.field(ending, "status")).isEqualTo("failed");
        for (int i = 0; i < ids.size(); i++) {
            reattachAndEnd(ids.get(i));
            assertNumbered(ids.get(i), "n" + i);
            // Told by the journal to the third daemon: so it had adopted what it did not start.
            assertThat(user.field(ids.get(i), "status")).isEqualTo("terminated");
            assertThat(user.field(ids.get(i), "exit_code")).isEqualTo("0");
        }
    }

    private void endWithoutDaemon(String runner, Fifo fifo) throws IOException {
        long pid =
                user.runnerProcesses().stream()
                        .filter(each ->
                                ProcessTree.environment(each)
                                        .contains("STRATAVORE_RUNNER=" + runner))
                        .findFirst()
                        .orElseThrow();
        fifo.open(UserHome.SOON);
        Await.end(pid, UserHome.SOON);
    }

    private Map<String, String> pidsOf(List<String> ids) {
        var pids = new HashMap<String, String>();
        for (var row : Json.parse(user.ok("runners", "--format", "json"))) {
            if (ids.contains(row.path("id").asText())) {
                assertThat(row.path("status").asText()).isEqualTo("running");
                pids.put(row.path("id").asText(), row.path("pid").asText());
            }
        }
        assertThat(pids).hasSize(ids.size());
        return pids;
    }

    private void reattachAndEnd(String id) throws IOException {
        try (var terminal = user.terminal("attach", id)) {
            terminal.await("n", UserHome.SOON);
            terminal.type("\r");
            terminal.await("last", UserHome.SOON);
            terminal.type("\r");
            terminal.awaitExit(UserHome.SOON);
        }
    }

    private void assertNumbered(String id, String prefix) {
        var text = user.ok("logs", "--runner", id, "--raw");
        var numbers =
                text.replace("\r", "")
                        .lines()
                        .filter(line -> line.startsWith(prefix + " "))
                        .map(line -> Integer.parseInt(line.substring(prefix.length() + 1).strip()))
                        .toList();
        assertThat(numbers).hasSizeGreaterThan(10);
        assertThat(numbers.getFirst()).as("the first line of " + id).isEqualTo(1);
        assertThat(text).as("the end of " + id).contains("last");
        for (int i = 1; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).as(id + " line " + i).isEqualTo(numbers.get(i - 1) + 1);
        }
        assertThat(text.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
    }
}
