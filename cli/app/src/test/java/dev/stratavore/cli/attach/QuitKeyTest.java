package dev.stratavore.cli.attach;

import static dev.stratavore.cli.attach.AttachedCli.RUNNER;
import static dev.stratavore.cli.attach.AttachedCli.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key that quits a program ends commands that ask or wait, and nothing else comes of it. */
final class QuitKeyTest {
    private static final String QUIT = "\034";
    private static final int SIGQUIT = 3;

    @TempDir Path scratch = Path.of("unset");

    private PlayedDaemon daemon = new PlayedDaemon(scratch, "running");

    @AfterEach
    void close() {
        daemon.close();
    }

    private AttachedCli start(String... line) throws IOException {
        daemon = new PlayedDaemon(scratch, "running");
        return AttachedCli.start(
                scratch, FakeHost.listen(scratch.resolve("h.sock")), daemon, Map.of(), line);
    }

    /** Waits for a text on the terminal, presses the key, and looks at what is left. */
    private Ending quitAt(String text, String... line) throws IOException {
        try (AttachedCli cli = start(line)) {
            int _ = cli.tty().await(text, SOON);
            return quit(cli);
        }
    }

    /** The same once the daemon was asked something that it does not answer. */
    private Ending quitWhileWaiting(String method, String... line) throws IOException {
        try (AttachedCli cli = start(line)) {
            Await.until(method + " is asked", SOON, () -> daemon.asked().contains(method));
            return quit(cli);
        }
    }

    private static Ending quit(AttachedCli cli) {
        cli.tty().type(QUIT);
        Ending ending = cli.tty().awaitExit(SOON);
        assertThat(cli.tty().text()).doesNotContain("thread dump", "Exception");
        assertThat(cli.isRestored()).isTrue();
        return ending;
    }

    @Test
    void aPickerOfRunners() throws IOException {
        assertThat(quitAt("Which one?", "attach")).isEqualTo(new Ending.Exited(128 + SIGQUIT));
        assertThat(daemon.asked()).doesNotContain("Runners/GetRunner");
    }

    @Test
    void aKeyWhileTheProgramStarts() throws IOException {
        try (AttachedCli cli = start("attach")) {
            long _ = cli.java();
            assertThat(quit(cli)).isEqualTo(new Ending.Exited(128 + SIGQUIT));
        }
    }

    @Test
    void thePickerOfASmartLaunch() throws IOException {
        assertThat(quitAt("Which one?", "market")).isEqualTo(new Ending.Exited(128 + SIGQUIT));
    }

    @Test
    void aConfirmation() throws IOException {
        assertThat(quitAt("[y/N]", "kill", "all")).isEqualTo(new Ending.Signalled(SIGQUIT));
        assertThat(daemon.asked()).doesNotContain("Runners/Kill");
    }

    @Test
    void logsThatAreFollowed() throws IOException {
        assertThat(quitWhileWaiting("Runners/Logs", "logs", "-f", RUNNER))
                .isEqualTo(new Ending.Signalled(SIGQUIT));
    }

    @Test
    void aWait() throws IOException {
        assertThat(quitWhileWaiting("Runners/WatchRunner", "wait", RUNNER))
                .isEqualTo(new Ending.Signalled(SIGQUIT));
    }

    @Test
    void optionsBeforeTheCommandChangeNothing() throws IOException {
        assertThat(quitAt("Which one?", "--color", "never", "attach"))
                .isEqualTo(new Ending.Exited(128 + SIGQUIT));
    }
}
