package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.AgentProgram;
import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.Fifo;
import dev.stratavore.testkit.ScriptedAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a runner's terminal carries, and how it ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RunnerStoryTest {
    private UserHome user;

    @BeforeAll
    void arrive() throws IOException {
        user = UserHome.fresh();
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
    void everyByteValuePassesBothWays() throws IOException {
        user.project("bytes");
        var received = user.path().resolve("received");
        var program =
                ScriptedAgent.program()
                        .raw()
                        .print("ready")
                        .emitAllBytes()
                        .read(256, received)
                        .print("over")
                        .waitLine();
        var id = user.launch("bytes", program);
        var all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        try (var terminal = user.terminal("attach", id, "--detach-keys", "none")) {
            terminal.await("ready", UserHome.SOON);
            terminal.type(all);
            terminal.await("over", UserHome.SOON);
        }
        assertThat(Files.readAllBytes(received)).isEqualTo(all);
        assertEmitsAllBytes(all);
    }

    /**
     * The other way, while somebody is attached: the program's bytes reach the terminal as they
     * are.
     */
    private void assertEmitsAllBytes(byte[] all) throws IOException {
        var program =
                ScriptedAgent.program().raw().print("go").waitLine().emitAllBytes().waitLine();
        var id = user.launch("bytes", program);
        try (var terminal = user.terminal("attach", id, "--detach-keys", "none")) {
            terminal.await("go", UserHome.SOON);
            int before = terminal.position();
            terminal.type("\n");
            terminal.awaitOutput(
                    "all byte values in a row",
                    UserHome.SOON,
                    output -> holds(output, before, all));
        }
    }

    private static boolean holds(byte[] output, int from, byte[] wanted) {
        for (int i = from; i + wanted.length <= output.length; i++) {
            if (Arrays.equals(output, i, i + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aResizeReachesTheProgram() throws IOException {
        user.project("sizes");
        var id = user.launch("sizes", ScriptedAgent.program().onWinch().size().forever());
        try (var terminal = user.terminal("attach", id)) {
            terminal.await("80x24", UserHome.SOON);
            terminal.resize(101, 33);
            terminal.await("101x33", UserHome.SOON);
        }
    }

    @Test
    void severalProjectsMayShareADirectory() throws IOException {
        var folder = user.folder("shared");
        user.ok("new", "a1", "--path", folder.toString());
        var second = user.run("new", "b1", "--path", folder.toString());
        assertThat(second.exitCode()).isZero();
        assertThat(second.stdout() + second.stderr()).contains("a1");
        user.ok("new", "c1", "--path", folder.toString());
        assertThat(user.ok("projects", "-q").lines()).contains("a1", "b1", "c1");
    }

    @Test
    void anAgentThatIsNotInstalledIsSaidInOneLine() throws IOException {
        var folder = user.folder("none");
        user.ok("new", "none", "--path", folder.toString());
        var result = user.run("launch", "none", "--agent", "claude", "--no-attach");
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.stderr().strip().lines()).hasSize(1);
        assertThat(result.stderr()).contains("npm install -g @anthropic-ai/claude-code");
    }

    @Test
    void killEndsWhatTheRunnerStarted() throws IOException {
        user.project("tree");
        var child = user.path().resolve("child.pid");
        var away = user.path().resolve("away.pid");
        AgentProgram program =
                ScriptedAgent.program()
                        .setsidChild(child)
                        .forkAway(away)
                        .ignore("TERM", "HUP")
                        .print("begun")
                        .forever();
        var id = user.launch("tree", program);
        Await.until(
                "both children", UserHome.SOON, () -> Files.exists(child) && Files.exists(away));
        assertThat(user.runnerProcesses()).hasSizeGreaterThanOrEqualTo(3);
        var killed = user.run("kill", id, "--timeout", "1");
        assertThat(killed.exitCode()).as(killed.stderr()).isZero();
        assertThat(user.runnerProcesses()).isEmpty();
        assertThat(user.field(id, "status")).isEqualTo("terminated");
        assertThat(user.run("kill", id).exitCode()).as("a second stop is no error").isZero();
    }

    @Test
    void waitAnswersWhenTheRunnerHasEnded() throws IOException {
        user.project("waits");
        var fifo = Fifo.create(user.path().resolve("fifo"));
        var id = user.launch("waits", ScriptedAgent.program().waitFifo(fifo.path()).exit(4));
        var out = user.path().resolve("wait.out");
        var waiting = user.start(out, "wait", id, "--for", "ended", "--timeout", "60");
        fifo.open(UserHome.SOON);
        Await.end(waiting.pid(), UserHome.SOON);
        assertThat(user.field(id, "exit_code")).isEqualTo("4");
    }
}
