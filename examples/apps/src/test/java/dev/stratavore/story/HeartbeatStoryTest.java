package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.Fifo;
import dev.stratavore.testkit.ProcessTree;
import dev.stratavore.testkit.ScriptedAgent;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What heartbeats show, and what their absence does not prove. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HeartbeatStoryTest {
    private UserHome user;

    @BeforeAll
    void arrive() throws IOException {
        user = UserHome.fresh();
        var folder = Files.createDirectories(user.path().resolve(".config/stratavore"));
        Files.writeString(
                folder.resolve("stratavore.yaml"),
                """
                daemon:
                  heartbeat_interval_seconds: 1
                """);
        user.project("work");
    }

    @AfterEach
    void endRunners() {
        user.endRunners();
    }

    @AfterAll
    void leave() throws IOException {
        user.close();
    }

    @Test
    void aSilentHostMakesItsRunnersUnreachableAndFailsNone() throws IOException {
        var id = user.launch("work", ScriptedAgent.program().print("here").waitLine().exit(0));
        Await.until(
                "its use is shown",
                UserHome.SOON,
                () -> {
                    var row = Json.parse(user.ok("resources", "--format", "json")).get(0);
                    return row.path("processes").asInt() == 1
                            && row.path("memory_mb").asDouble() > 0;
                });
        assertThat(user.ok("status", "--metrics")).contains("Heartbeat: every 1 s");
        assertThat(user.ok("reconcile")).contains("nothing to change");

        ProcessTree.signal(user.host(), "STOP");
        try {
            Await.until("unreachable", UserHome.SOON, () -> !reachable(id));
            assertThat(user.field(id, "status")).isEqualTo("running");
        } finally {
            ProcessTree.signal(user.host(), "CONT");
        }
        Await.until("reachable again", UserHome.SOON, () -> reachable(id));
        assertThat(user.field(id, "status")).isEqualTo("running");
    }

    @Test
    void whatEndedWhileNoDaemonRanIsTold() throws IOException {
        var fifo = Fifo.create(user.path().resolve("end"));
        var going = user.launch("work", ScriptedAgent.program().print("here").waitLine().exit(0));
        var ending =
                user.launch(
                        "work",
                        ScriptedAgent.program().waitFifo(fifo.path()).print("the end").exit(41));
        long pid = Long.parseLong(user.field(ending, "pid"));
        user.killDaemon();
        fifo.open(UserHome.SOON);
        Await.end(pid, UserHome.SOON);

        assertThat(user.ok("status"))
                .contains("1 went on, 1 ended, none were lost")
                .contains(ending + " exit code 41: the end");
        assertThat(user.field(going, "status")).isEqualTo("running");
        assertThat(user.field(ending, "status")).isEqualTo("failed");
    }

    private boolean reachable(String id) {
        return user.field(id, "reachable").equals("true");
    }
}
