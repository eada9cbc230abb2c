package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main job, as a person does it. */
final class FirstLightStoryTest {
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
    void theDemoOpensAShellAndComesBackToItsScreen() throws IOException {
        var folder = user.folder("first");
        try (var terminal = user.terminal(folder, "demo", "--agent", "shell")) {
            terminal.await("Create", UserHome.START);
            terminal.type("\r");
            terminal.awaitOutput(
                    "the shell's prompt", UserHome.START, FirstLightStoryTest::prompts);
            terminal.type("echo seen-$((20+3))\r");
            terminal.await("seen-23", UserHome.SOON);
            terminal.type(new byte[] {0x1c, 'd'});
            assertThat(terminal.awaitExit(UserHome.SOON)).isEqualTo(new Ending.Exited(0));
        }
        assertThat(Json.field(user.ok("runners", "--format", "json"), "status"))
                .isEqualTo("running");
        try (var terminal = user.terminal(folder, "attach")) {
            terminal.await("seen-23", UserHome.SOON);
            terminal.type("exit 7\r");
            assertThat(terminal.awaitExit(UserHome.SOON)).isEqualTo(new Ending.Exited(7));
        }
        assertThat(Json.parse(user.ok("runners", "--format", "json"))).isEmpty();
        var all = user.ok("runners", "--all", "--format", "json");
        assertThat(Json.field(all, "status")).isEqualTo("failed");
        assertThat(Json.field(all, "exit_code")).isEqualTo("7");
    }

    /** The prompt of a user or of root, as the snapshot or the shell itself writes it. */
    private static boolean prompts(byte[] output) {
        var text = new String(output, StandardCharsets.UTF_8);
        int screen = text.lastIndexOf("\u001b[2J");
        return screen >= 0 && text.substring(screen).matches("(?s).*[$#].*");
    }

    @Test
    void withoutATerminalTheDemoPrintsTheRunner() throws IOException {
        var folder = user.folder("quiet");
        var result =
                user.in(folder)
                        .run(
                                UserHome.START,
                                Path.of(System.getProperty("stratavore.root"), "bin", "stratavore")
                                        .toString(),
                                "demo",
                                "--agent",
                                "shell",
                                "--create");
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout().strip()).matches("runner-[a-z2-7]{12}");
    }

    @Test
    void theDemoWithoutClaudeSaysHowToGetItAndWhatWorksMeanwhile() throws IOException {
        var result = user.run("demo", "--create");
        assertThat(result.exitCode()).isEqualTo(66);
        assertThat(result.stderr().strip().lines()).hasSize(1);
        assertThat(result.stderr())
                .contains("npm install -g @anthropic-ai/claude-code")
                .contains("stratavore demo --agent shell");
        assertThat(user.processes("Stratavored")).isEmpty();
    }
}
