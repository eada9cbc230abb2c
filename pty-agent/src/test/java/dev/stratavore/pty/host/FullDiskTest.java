package dev.stratavore.pty.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.AttachFrame;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state directory on a small filesystem of its own, which only root can make. */
@Tag("all")
final class FullDiskTest {
    private static final RunnerRef REF = TestRunners.attempt("runner-a", 1);
    private static final RunnerRef OTHER = TestRunners.attempt("runner-b", 1);
    private static final int LINES = 600_000;

    @TempDir Path directory;
    private Path state;

    @BeforeEach
    void mount() throws Exception {
        state = Files.createDirectory(directory.resolve("state"));
        run("mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", state.toString());
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", state.toString());
    }

    @Test
    void aFullDiskMarksAGapAndStopsNobody() throws IOException {
        try (var agent = new AgentProcess(directory)) {
            try (ControlClient control = agent.control()) {
                control.launch(REF, "stty -onlcr; read go; seq 1 " + LINES + "; exit 8");
                watchFlood(agent);
                fillUp();
                var refused = (ControlReply.Failed) control.tryLaunch(OTHER, "/bin/true");
                assertThat(refused.word()).isEqualTo(Refusal.DISK_FULL);

                control.followJournal(0);
                var gap = control.awaitEvent(REF, JournalEvent.Gap.class).event();
                assertThat(((JournalEvent.Gap) gap).reason()).contains("No space left");
                assertThat(exitOf(control)).isEqualTo(new ExitStatus.Exited(8));
            }
            agent.kill();
        }
        try (var agent = new AgentProcess(directory);
                ControlClient control = agent.control()) {
            control.followJournal(0);
            assertThat(exitOf(control)).isEqualTo(new ExitStatus.Exited(8));
            Files.delete(state.resolve("filler"));
            control.ask(new RunnerRequest.Forget(control.nextRequest(), REF));
            assertThat(control.tryLaunch(OTHER, "/bin/true"))
                    .isInstanceOf(ControlReply.Started.class);
        }
    }

    private void fillUp() throws IOException {
        try (var out = Files.newOutputStream(state.resolve("filler"))) {
            while (true) {
                out.write(0);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    /** Everything reaches a client that is attached. */
    private static void watchFlood(AgentProcess agent) {
        try (TestClient client = AgentProcessTest.attach(agent)) {
            client.type("\r");
            client.await(AttachFrame.Exit.class);
            String text = new String(client.output(), ISO_8859_1);
            assertThat(text).endsWith("\n" + LINES + "\n");
            assertThat(text.lines().filter(line -> !line.isEmpty()).count()).isEqualTo(LINES);
        }
    }

    private static ExitStatus exitOf(ControlClient control) {
        var event = control.awaitEvent(REF, JournalEvent.Exited.class).event();
        return ((JournalEvent.Exited) event).status();
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }
}
