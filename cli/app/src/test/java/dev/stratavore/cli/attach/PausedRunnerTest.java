package dev.stratavore.cli.attach;

import static dev.stratavore.cli.attach.AttachedCli.RUNNER;
import static dev.stratavore.cli.attach.AttachedCli.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.AttachFrame;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.testkit.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** To come to a paused runner is no riddle. */
final class PausedRunnerTest {
    private static final String QUESTION = "is paused. Let it go on? [Y/n]";
    private static final String TOLD = "is paused; to let it go on: stratavore unpause " + RUNNER;
    private static final String UNPAUSE = "Runners/Unpause";

    @TempDir Path scratch = Path.of("unset");

    private PlayedDaemon daemon = new PlayedDaemon(scratch, "paused");

    @BeforeEach
    void open() {
        daemon = new PlayedDaemon(scratch, "paused");
    }

    @AfterEach
    void close() {
        daemon.close();
    }

    private AttachedCli start(String... line) throws IOException {
        return AttachedCli.start(
                scratch, FakeHost.listen(scratch.resolve("h.sock")), daemon, Map.of(), line);
    }

    /** The end of the program ends the attachment that the command made in the end. */
    private static String attachedUntilItsEnd(AttachedCli cli) throws IOException {
        cli.host().client().send(new AttachFrame.Exit(new ExitStatus.Exited(0)));
        assertThat(cli.tty().awaitExit(SOON)).isEqualTo(new Ending.Exited(0));
        return cli.tty().text();
    }

    @Test
    void enterLetsItGoOnBeforeItIsAttached() throws IOException {
        try (AttachedCli cli = start("attach", RUNNER)) {
            int _ = cli.tty().await(QUESTION, SOON);
            cli.tty().type("\n");
            assertThat(attachedUntilItsEnd(cli)).doesNotContain("it was paused");
            assertThat(daemon.asked()).contains(UNPAUSE);
        }
    }

    @Test
    void aNoAttachesToItAsItIs() throws IOException {
        try (AttachedCli cli = start("attach", RUNNER)) {
            int _ = cli.tty().await(QUESTION, SOON);
            cli.tty().type("n\n");
            assertThat(attachedUntilItsEnd(cli)).contains(TOLD, "(it was paused when you came)");
            assertThat(daemon.asked()).doesNotContain(UNPAUSE);
        }
    }

    @Test
    void whoOnlyLooksIsTold() throws IOException {
        try (AttachedCli cli = start("attach", RUNNER, "--read-only", "--yes")) {
            assertThat(attachedUntilItsEnd(cli)).contains(TOLD).doesNotContain(QUESTION);
            assertThat(daemon.asked()).doesNotContain(UNPAUSE);
        }
    }

    @Test
    void aYesInAdvanceIsNotAskedFor() throws IOException {
        try (AttachedCli cli = start("attach", RUNNER, "--yes")) {
            assertThat(attachedUntilItsEnd(cli))
                    .contains(RUNNER + " was paused and goes on")
                    .doesNotContain(QUESTION);
            assertThat(daemon.asked()).contains(UNPAUSE);
        }
    }
}
