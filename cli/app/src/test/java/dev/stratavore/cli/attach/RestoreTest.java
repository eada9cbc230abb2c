package dev.stratavore.cli.attach;

import static dev.stratavore.cli.attach.AttachedCli.RUNNER;
import static dev.stratavore.cli.attach.AttachedCli.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.AttachFrame;
import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.Ending;
import dev.stratavore.testkit.ProcessTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the attachment is ended from outside, the user gets back the terminal. */
final class RestoreTest {
    @TempDir Path scratch = Path.of("unset");

    /** Attaches to a full-screen program, does something to launcher and JVM, and looks. */
    private Ending after(BiConsumer<Long, Long> deed) throws IOException {
        try (AttachedCli cli =
                AttachedCli.start(
                        scratch,
                        FakeHost.listen(scratch.resolve("h.sock")),
                        Map.of(),
                        "attach",
                        RUNNER)) {
            String modes = "\033[?1049h\033[?1002h\033[?2004hFULL";
            cli.host().client().send(new AttachFrame.Out(modes.getBytes(StandardCharsets.UTF_8)));
            int shown = cli.tty().await("FULL", SOON);
            long java = cli.java();
            assertThat(cli.isRestored()).isFalse();
            deed.accept(cli.tty().pid(), java);
            Ending ending = cli.tty().awaitExit(SOON);
            cli.awaitRestored();
            int _ = cli.tty().awaitAfter(shown, "\033[?1049l", SOON);
            int _ = cli.tty().awaitAfter(shown, "\033[?1002l", SOON);
            int _ = cli.tty().awaitAfter(shown, "\033[?2004l", SOON);
            Await.end(java, SOON);
            return ending;
        }
    }

    @Test
    void terminatedLauncher() throws IOException {
        assertThat(after((launcher, java) -> ProcessTree.signal(launcher, "TERM")))
                .isEqualTo(new Ending.Exited(143));
    }

    @Test
    void hungUpLauncher() throws IOException {
        assertThat(after((launcher, java) -> ProcessTree.signal(launcher, "HUP")))
                .isEqualTo(new Ending.Exited(129));
    }

    @Test
    void interruptedLauncher() throws IOException {
        assertThat(after((launcher, java) -> ProcessTree.signal(launcher, "INT")))
                .isEqualTo(new Ending.Exited(130));
    }

    @Test
    void terminatedJvm() throws IOException {
        assertThat(after((launcher, java) -> ProcessTree.signal(java, "TERM")))
                .isEqualTo(new Ending.Exited(143));
    }

    @Test
    void hungUpJvm() throws IOException {
        assertThat(after((launcher, java) -> ProcessTree.signal(java, "HUP")))
                .isEqualTo(new Ending.Exited(129));
    }

    @Test
    void killedJvm() throws IOException {
        assertThat(after((launcher, java) -> ProcessTree.signal(java, "KILL")))
                .isEqualTo(new Ending.Exited(137));
    }

    @Test
    void killedLauncher() throws IOException {
        assertThat(after((launcher, java) -> ProcessTree.signal(launcher, "KILL")))
                .isEqualTo(new Ending.Signalled(9));
    }

    @Test
    void killedLauncherAndJvm() throws IOException {
        assertThat(
                        after((launcher, java) -> {
                            ProcessTree.signal(java, "STOP");
                            ProcessTree.signal(launcher, "KILL");
                            ProcessTree.signal(java, "KILL");
                        }))
                .isEqualTo(new Ending.Signalled(9));
    }
}
