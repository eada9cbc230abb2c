package dev.stratavore.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TtyTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String MARKER = "TTY_TEST";

    @TempDir Path dir;
    private Path agent;

    @BeforeEach
    void install() {
        agent = ScriptedAgent.install(dir);
    }

    @AfterEach
    void nobodyIsLeft() {
        ProcessTree.killMarked(MARKER, dir.toString(), SOON);
    }

    @Test
    void theCommandIsTheForegroundJobOfItsTerminal() throws IOException {
        try (var tty =
                start(ScriptedAgent.program().size().printTty().printFds().printCwd().exit(3))) {
            assertThat(tty.awaitExit(SOON)).isEqualTo(new Ending.Exited(3));

            String pid = Long.toString(tty.pid());
            assertThat(text(tty))
                    .contains("size 80x24\r\n")
                    .contains("tty pid=" + pid + " pgid=" + pid + " ")
                    .contains("tpgid=" + pid + " name=" + tty.device())
                    .contains("fds 0 1 2\r\n")
                    .contains("cwd " + dir);
        }
    }

    @Test
    void allByteValuesPassBothWaysUnchanged() throws IOException {
        Path file = dir.resolve("taken");
        byte[] all = allBytes();
        var program = ScriptedAgent.program().raw().print("ready").read(256, file).emitAllBytes();
        try (var tty = start(program)) {
            int before = tty.await("ready\n", SOON);

            tty.type(all);

            assertThat(tty.awaitExit(SOON)).isEqualTo(new Ending.Exited(0));
            assertThat(Files.readAllBytes(file)).isEqualTo(all);
            assertThat(text(tty).substring(before)).isEqualTo(new String(all, ISO_8859_1));
        }
    }

    @Test
    void theLastOutputBeforeAFastExitIsThere() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (var tty =
                    start(ScriptedAgent.program().raw().flood(30_000).print("end").exit(1))) {
                assertThat(tty.awaitExit(SOON)).isEqualTo(new Ending.Exited(1));
                assertThat(tty.position()).isEqualTo(30_004);
            }
        }
    }

    @Test
    void aResizeIsSeenByTheProgramAndInTheSettings() throws IOException {
        try (var tty = start(ScriptedAgent.program().onWinch().print("ready").forever())) {
            tty.await("ready", SOON);

            tty.resize(132, 50);

            tty.await("size 132x50\r\n", SOON);
            assertThat(tty.stty()).contains("rows 50; columns 132;");
        }
    }

    @Test
    void keysBecomeSignalsAsOnAnyTerminal() throws IOException {
        try (var tty =
                start(
                        ScriptedAgent.program()
                                .onSignal("INT", "interrupted")
                                .print("ready")
                                .forever())) {
            tty.await("ready", SOON);
            tty.type("\u0003");
            tty.await("interrupted", SOON);

            tty.type("\u001c");

            assertThat(tty.awaitExit(SOON)).isEqualTo(new Ending.Signalled(3));
        }
    }

    @Test
    void aCommandKilledInRawModeLeavesTheTerminalRawForAllToSee() throws IOException {
        try (var tty = start(ScriptedAgent.program().raw().print("ready").forever())) {
            tty.await("ready", SOON);
            String raw = tty.stty();

            tty.signal("KILL");

            assertThat(tty.awaitExit(SOON)).isEqualTo(new Ending.Signalled(9));
            assertThat(raw).contains("-icanon", "-echo ");
            assertThat(tty.stty()).isEqualTo(raw);
        }
    }

    @Test
    void whatTheCommandStartedIsNotHungUpOnByItsDeath() throws IOException {
        Path child = dir.resolve("child");
        var program = ScriptedAgent.program().child(child).waitFile(child).print("ready").forever();
        try (var tty = start(program)) {
            tty.await("ready", SOON);

            tty.signal("KILL");

            assertThat(tty.awaitExit(SOON)).isEqualTo(new Ending.Signalled(9));
            assertThat(tty.stty()).isNotEmpty();
            assertThat(ProcessTree.alive(Long.parseLong(Files.readString(child)))).isTrue();
        }
    }

    @Test
    void aCommandThatPutsTheTerminalBackLeavesItAsItWas() throws IOException {
        try (var tty = start(ScriptedAgent.program().waitLine().raw().cooked())) {
            String before = tty.stty();
            tty.type("go\n");

            assertThat(tty.awaitExit(SOON)).isEqualTo(new Ending.Exited(0));

            assertThat(before).containsPattern(Pattern.compile("[^-]icanon"));
            assertThat(tty.stty()).isEqualTo(before);
        }
    }

    @Test
    void aClosedWindowIsAHangUp() throws IOException {
        Path told = dir.resolve("told");
        var program =
                ScriptedAgent.program()
                        .print("ready")
                        .waitSignal("HUP")
                        .append(told, "hup")
                        .exit(9);
        try (var tty = start(program)) {
            tty.await("ready", SOON);

            tty.hangUp();

            assertThat(tty.awaitExit(SOON)).isEqualTo(new Ending.Exited(9));
            assertThat(told).hasContent("hup");
        }
    }

    @Test
    void closingKillsACommandThatIgnoresEverySignal() throws IOException {
        long pid;
        try (var tty =
                start(
                        ScriptedAgent.program()
                                .ignore("HUP", "TERM", "INT")
                                .print("ready")
                                .forever())) {
            tty.await("ready", SOON);
            pid = tty.pid();
        }
        assertThat(ProcessTree.alive(pid)).isFalse();
    }

    @Test
    void closingEndsACommandThatTakesNoInputWhileMuchIsTyped() throws IOException {
        long pid;
        try (var tty = start(ScriptedAgent.program().raw().print("ready").forever())) {
            tty.await("ready", SOON);
            tty.type(new byte[120_000]);
            pid = tty.pid();
        }
        assertThat(ProcessTree.alive(pid)).isFalse();
    }

    @Test
    void aMissingProgramOrDirectoryIsSaid() {
        assertThatThrownBy(() -> Tty.start(List.of("/no/such"), Map.of(), dir, 80, 24))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such");
        assertThatThrownBy(() ->
                        Tty.start(List.of("/bin/true"), Map.of(), dir.resolve("none"), 80, 24))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none");
    }

    @Test
    void inputThatNobodyTakesDoesNotStopTheOutput() throws IOException {
        try (var tty =
                start(
                        ScriptedAgent.program()
                                .raw()
                                .print("ready")
                                .waitFile(dir.resolve("go"))
                                .flood(1_000_000)
                                .print("end")
                                .forever())) {
            tty.await("ready", SOON);
            tty.type(new byte[50_000]);

            Files.createFile(dir.resolve("go"));

            tty.await("end", SOON);
        }
    }

    private Tty start(AgentProgram program) throws IOException {
        return Tty.start(
                ScriptedAgent.command(agent, program),
                Map.of(MARKER, dir.toString(), "PATH", Shells.SYSTEM_PATH),
                dir,
                80,
                24);
    }

    private static String text(Tty tty) {
        return new String(tty.output(), ISO_8859_1);
    }

    private static byte[] allBytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return all;
    }
}
