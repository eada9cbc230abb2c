package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.Ending;
import dev.stratavore.testkit.Fifo;
import dev.stratavore.testkit.ProcessTree;
import dev.stratavore.testkit.ScriptedAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a day with several runners and terminals is made of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WorkdayStoryTest {
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
    void aProjectIsEndedAloneAndStopAllEndsTheRest() throws IOException {
        user.project("one");
        user.project("two");
        var first = user.launch("one", ScriptedAgent.program().forever());
        var second = user.launch("one", ScriptedAgent.program().ignore("TERM", "HUP").forever());
        var other = user.launch("two", ScriptedAgent.program().forever());

        var killed = user.run("kill", "--project", "one", "--timeout", "1");
        assertThat(killed.exitCode()).as(killed.stderr()).isZero();
        assertThat(killed.stdout().lines()).hasSize(2);
        assertThat(killed.stdout()).contains(first, second).doesNotContain(other);
        assertThat(user.field(first, "status")).isEqualTo("terminated");
        assertThat(user.field(second, "status")).isEqualTo("terminated");
        assertThat(user.field(other, "status")).isEqualTo("running");

        assertThat(user.processes("StratavoreAgent")).hasSize(1);
        user.ok("daemon", "stop", "--all", "--yes");
        assertThat(user.runnerProcesses()).isEmpty();
        assertThat(user.processes("Stratavored")).isEmpty();
        assertThat(user.processes("/bin/postgres -D")).isEmpty();
        Await.until(
                "the pty host is gone",
                UserHome.SOON,
                () -> user.processes("StratavoreAgent").isEmpty());
        user.ok("daemon", "start");
        assertThat(user.field(other, "status")).isEqualTo("terminated");
    }

    @Test
    void aSecondTerminalOnlyWatchesUntilItTakesOver() throws IOException {
        user.project("pair");
        var program = ScriptedAgent.program().raw().print("ready").echo();
        var id = user.launch("pair", program);
        try (var first = user.terminal("attach", id)) {
            first.await("ready", UserHome.SOON);
            try (var second = user.terminal("attach", id)) {
                second.await("is attached and writes; you only watch", UserHome.SOON);
                second.await("ready", UserHome.SOON);
                second.type("never");
                first.type("one<");
                second.await("one<", UserHome.SOON);
                assertThat(first.text()).doesNotContain("never");
                second.type(new byte[] {0x1c, 'd'});
                assertThat(second.awaitExit(UserHome.SOON)).isEqualTo(new Ending.Exited(0));
            }
            try (var third = user.terminal("attach", id, "--steal")) {
                third.await("one<", UserHome.SOON);
                first.await("taken over by", UserHome.SOON);
                third.type("two<");
                first.await("two<", UserHome.SOON);
                assertThat(first.text()).doesNotContain("never");
                first.type("lost");
                third.type("three<");
                third.await("two<three<", UserHome.SOON);
            }
        }
        assertThat(user.ok("logs", "--runner", id, "--raw")).doesNotContain("never", "lost");
    }

    @Test
    void theTerminalIsAsItWasAfterTheProgramsOwnEnd() throws IOException {
        user.project("tidy");
        var program = ScriptedAgent.program().modes().print("drawn").waitLine().exit(3);
        var id = user.launch("tidy", program);
        var script = "read -r go; \"$@\"; echo \"ended with $?\"; read -r end";
        var command = UserHome.command("stratavore", "attach", id);
        try (var terminal = user.shell(script, command)) {
            var before = terminal.stty();
            terminal.type("\n");
            terminal.await("drawn", UserHome.SOON);
            assertThat(terminal.stty()).isNotEqualTo(before);
            terminal.type("\r");
            terminal.await("ended with 3", UserHome.SOON);
            assertThat(terminal.stty()).isEqualTo(before);
            var output = new String(terminal.output(), StandardCharsets.UTF_8);
            for (var mode : List.of("?1049", "?2004", "?25")) {
                assertThat(isOn(output, mode)).as(mode).isEqualTo(mode.equals("?25"));
            }
        }
    }

    private static boolean isOn(String output, String mode) {
        return output.lastIndexOf("\u001b[" + mode + "h")
                > output.lastIndexOf("\u001b[" + mode + "l");
    }

    @Test
    void followedLogsComeAsTheyAreWrittenAndEndWithTheProgram() throws Exception {
        user.project("tale");
        var fifo = Fifo.create(user.path().resolve("go-on"));
        // At the right edge of the terminal, wherever that is.
        var program =
                ScriptedAgent.program()
                        .print("first line")
                        .write("\\e[999CX\\r\\n")
                        .waitFifo(fifo.path())
                        .print("second line")
                        .exit(0);
        var id = user.launch("tale", program);
        var out = user.path().resolve("logs.out");
        var logs = user.start(out, "logs", "--runner", id, "-f");
        awaitText(out, "first line");
        awaitText(out, "X\n");
        assertThat(Files.readAllLines(out).get(1)).hasSize(80);
        assertThat(logs.isAlive()).isTrue();
        fifo.open(UserHome.SOON);
        assertThat(logs.waitFor(UserHome.SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(logs.exitValue()).isZero();
        assertThat(Files.readString(out)).containsOnlyOnce("first line").endsWith("second line\n");
        assertThat(user.ok("logs", "--runner", id, "-n", "1")).isEqualTo("second line");
    }

    @Test
    void whoWaitsForARunnerOutlivesARestartOfTheDaemon() throws Exception {
        user.project("long");
        var fifo = Fifo.create(user.path().resolve("fifo"));
        var other = Fifo.create(user.path().resolve("other"));
        var id = user.launch("long", ScriptedAgent.program().waitFifo(fifo.path()).exit(4));
        var waitOut = user.path().resolve("wait.out");
        var launchOut = user.path().resolve("launch.out");
        var waiting = user.start(waitOut, "wait", id);
        var words =
                user.launchWords("long", ScriptedAgent.program().waitFifo(other.path()).exit(5));
        words.add(words.indexOf("--no-attach"), "--wait");
        var launching = user.start(launchOut, words.toArray(String[]::new));
        awaitText(launchOut, "runner-");
        Await.until("the wait has begun", UserHome.SOON, () -> hasThread(waiting.pid(), "wait"));

        user.ok("daemon", "restart");
        user.ok("daemon", "restart");
        assertThat(waiting.isAlive()).isTrue();
        assertThat(launching.isAlive()).isTrue();
        fifo.open(UserHome.SOON);
        other.open(UserHome.SOON);
        assertThat(waiting.waitFor(UserHome.SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(launching.waitFor(UserHome.SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(waitOut)).contains(id + ": failed");
        assertThat(waiting.exitValue()).isZero();
        assertThat(launching.exitValue()).as(Files.readString(launchOut)).isEqualTo(5);
    }

    private static boolean hasThread(long pid, String name) {
        var threads = Path.of("/proc", Long.toString(pid), "task");
        try (var all = Files.list(threads)) {
            for (var thread : all.toList()) {
                if (Files.readString(thread.resolve("comm")).strip().equals(name)) {
                    return true;
                }
            }
            return false;
        } catch (IOException gone) {
            return !ProcessTree.alive(pid);
        }
    }

    private static void awaitText(Path file, String text) {
        Await.until(
                text + " in " + file.getFileName(),
                UserHome.SOON,
                () -> {
                    try {
                        return Files.readString(file).contains(text);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
