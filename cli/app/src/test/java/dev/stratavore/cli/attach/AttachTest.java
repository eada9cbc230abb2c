package dev.stratavore.cli.attach;

import static dev.stratavore.cli.attach.AttachedCli.RUNNER;
import static dev.stratavore.cli.attach.AttachedCli.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.cli.attach.FakeHost.Client;
import dev.stratavore.pty.frame.AttachFrame;
import dev.stratavore.pty.frame.AttachOptions;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.testkit.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttachTest {
    /** Far more than all buffers on the way hold. */
    private static final int UNREAD = 2 << 20;

    @TempDir Path scratch = Path.of("unset");

    private AttachedCli attach(String... more) throws IOException {
        return attach(Map.of(), more);
    }

    private AttachedCli attach(Map<String, String> environment, String... more) throws IOException {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "attach";
        arguments[1] = RUNNER;
        System.arraycopy(more, 0, arguments, 2, more.length);
        return AttachedCli.start(
                scratch, FakeHost.listen(scratch.resolve("h.sock")), environment, arguments);
    }

    private static byte[] everyByte() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return all;
    }

    private static AttachFrame.Out out(String text) {
        return new AttachFrame.Out(text.getBytes(StandardCharsets.UTF_8));
    }

    private static AttachFrame.Exit exit(int code) {
        return new AttachFrame.Exit(new ExitStatus.Exited(code));
    }

    @Test
    void everyByteValuePassesBothWays() throws IOException {
        try (AttachedCli cli = attach("--detach-keys", "none")) {
            Client client = cli.host().client();
            client.send(out("BEGIN"));
            int from = cli.tty().await("BEGIN", SOON);
            client.send(new AttachFrame.Out(everyByte()));
            client.send(out("END"));
            int to = cli.tty().awaitAfter(from, "END", SOON) - "END".length();
            assertThat(Arrays.copyOfRange(cli.tty().output(), from, to)).isEqualTo(everyByte());
            cli.tty().type(everyByte());
            assertThat(client.typed(256)).isEqualTo(everyByte());
            client.send(exit(0));
            assertThat(cli.tty().awaitExit(SOON)).isEqualTo(new Ending.Exited(0));
            assertThat(cli.isRestored()).isTrue();
        }
    }

    @Test
    void textCutWithinACharacterArrivesWhole() throws IOException {
        try (AttachedCli cli = attach()) {
            Client client = cli.host().client();
            byte[] text = "grün 漢字 🎉".getBytes(StandardCharsets.UTF_8);
            for (byte one : text) {
                client.send(new AttachFrame.Out(new byte[] {one}));
            }
            int _ = cli.tty().await("grün 漢字 🎉", SOON);
            cli.tty().type(text);
            assertThat(client.typed(text.length)).isEqualTo(text);
        }
    }

    @Test
    void theDetachKeysLeaveAndUndoTheModes() throws IOException {
        try (AttachedCli cli = attach()) {
            Client client = cli.host().client();
            client.send(out("\033[?1049h\033[?2004h\033[?25l\033[>1uHELLO"));
            int shown = cli.tty().await("HELLO", SOON);
            cli.tty().type("x\034d");
            assertThat(client.typed(1)).isEqualTo(new byte[] {'x'});
            assertThat(client.next()).isEqualTo(new AttachFrame.Detach(""));
            assertThat(cli.tty().awaitExit(SOON)).isEqualTo(new Ending.Exited(0));
            assertThat(cli.isRestored()).isTrue();
            String after = tail(cli, shown);
            assertThat(after).contains("\033[?1049l", "\033[?2004l", "\033[?25h", "\033[<");
            assertThat(after).endsWith("[detached from " + RUNNER + "]\r\n");
        }
    }

    @Test
    void theExitCodeOfTheProgramIsTheCommands() throws IOException {
        try (AttachedCli cli = attach()) {
            cli.host().client().send(exit(42));
            assertThat(cli.tty().awaitExit(SOON)).isEqualTo(new Ending.Exited(42));
        }
    }

    @Test
    void anEndBySignalIs128More() throws IOException {
        try (AttachedCli cli = attach()) {
            cli.host().client().send(new AttachFrame.Exit(new ExitStatus.Signaled(9)));
            assertThat(cli.tty().awaitExit(SOON)).isEqualTo(new Ending.Exited(137));
        }
    }

    @Test
    void aNewSizeReachesTheHost() throws IOException {
        try (AttachedCli cli = attach()) {
            Client client = cli.host().client();
            assertThat(client.hello().size()).isEqualTo(TerminalSize.of(80, 24));
            client.send(out("READY"));
            int _ = cli.tty().await("READY", SOON);
            cli.tty().resize(100, 30);
            assertThat(client.next()).isEqualTo(new AttachFrame.Resize(TerminalSize.of(100, 30)));
        }
    }

    @Test
    void aReaderIsToldBehindThePictureAndAtTheEnd() throws IOException {
        FakeHost host = FakeHost.listen(scratch.resolve("h.sock"));
        host.welcomeAsReader("only looking: somebody else writes");
        try (AttachedCli cli = AttachedCli.start(scratch, host, Map.of(), "attach", RUNNER)) {
            Client client = host.client();
            client.send(
                    new AttachFrame.Snapshot(
                            0, true, "\033[2JPICTURE".getBytes(StandardCharsets.UTF_8)));
            int shown = cli.tty().await("PICTURE", SOON);
            String title = "\033]2;only looking: somebody else writes\007";
            int titled = cli.tty().awaitAfter(shown, title, SOON);
            cli.tty().type("x");
            int _ = cli.tty().awaitAfter(titled, "\007", SOON);
            client.send(exit(0));
            int _ = cli.tty().await("has ended (only looking: somebody else writes)]", SOON);
            assertThat(cli.tty().awaitExit(SOON)).isEqualTo(new Ending.Exited(0));
        }
    }

    @Test
    void aLostConnectionGoesOnFromItsOffset() throws IOException {
        try (AttachedCli cli = attach()) {
            Client first = cli.host().client();
            assertThat(first.hello().options().fromOffset()).isEqualTo(AttachOptions.AFRESH);
            first.send(
                    new AttachFrame.Snapshot(
                            1000, true, "picture".getBytes(StandardCharsets.UTF_8)));
            first.send(out("0123456789"));
            int _ = cli.tty().await("0123456789", SOON);
            first.hangUp();
            Client second = cli.host().client();
            assertThat(second.hello().options().fromOffset()).isEqualTo(1010);
            second.send(out("AGAIN"));
            int _ = cli.tty().await("AGAIN", SOON);
            cli.tty().type("y");
            assertThat(second.typed(1)).isEqualTo(new byte[] {'y'});
        }
    }

    @Test
    void whoComesBackAsAReaderIsTold() throws IOException {
        try (AttachedCli cli = attach()) {
            Client first = cli.host().client();
            first.send(out("READY"));
            int _ = cli.tty().await("READY", SOON);
            cli.host().welcomeAsReader("read-only: another terminal writes");
            first.hangUp();
            Client second = cli.host().client();
            assertThat(second.hello().options().readOnly()).isFalse();
            int _ = cli.tty().await("\033]2;read-only: another terminal writes", SOON);
            second.hangUp();
            Client third = cli.host().client();
            assertThat(third.hello().options().readOnly()).isTrue();
            third.send(exit(0));
            int _ = cli.tty().await("(read-only: another terminal writes)]", SOON);
            assertThat(cli.tty().awaitExit(SOON)).isEqualTo(new Ending.Exited(0));
        }
    }

    @Test
    void theDetachKeysLeaveAProgramThatTakesNoInput() throws IOException {
        FakeHost host = FakeHost.listen(scratch.resolve("h.sock"));
        host.readNothing();
        try (AttachedCli cli = AttachedCli.start(scratch, host, Map.of(), "attach", RUNNER)) {
            host.client().send(out("READY"));
            int _ = cli.tty().await("READY", SOON);
            cli.tty().type("x".repeat(UNREAD));
            cli.tty().type("\034d");
            int _ = cli.tty().await("takes no input", SOON);
            assertThat(cli.tty().awaitExit(SOON)).isEqualTo(new Ending.Exited(0));
            assertThat(cli.isRestored()).isTrue();
        }
    }

    @Test
    void whatWasTypedBeforeTheDetachKeysArrives() throws IOException {
        try (AttachedCli cli = attach()) {
            Client client = cli.host().client();
            client.send(out("READY"));
            int _ = cli.tty().await("READY", SOON);
            cli.tty().type("last words\034d");
            assertThat(client.typed(10)).isEqualTo("last words".getBytes(StandardCharsets.UTF_8));
            assertThat(client.next()).isEqualTo(new AttachFrame.Detach(""));
            assertThat(cli.tty().awaitExit(SOON)).isEqualTo(new Ending.Exited(0));
        }
    }

    @Test
    void anotherReasonToEndIsToldAfterwards() throws IOException {
        try (AttachedCli cli = attach()) {
            cli.host().client().send(new AttachFrame.Detach("taken over"));
            int _ = cli.tty().await("[detached from " + RUNNER + ": taken over]", SOON);
            assertThat(cli.tty().awaitExit(SOON)).isEqualTo(new Ending.Exited(0));
        }
    }

    @Test
    void aRunnerCannotBeAttachedFromItsInside() throws IOException {
        try (AttachedCli cli = attach(Map.of("STRATAVORE_RUNNER", RUNNER))) {
            assertThat(cli.tty().awaitExit(SOON)).isEqualTo(new Ending.Exited(2));
            assertThat(cli.tty().text()).contains("cannot be attached from its inside");
        }
    }

    @Test
    void anEndedRunnerShowsItsLastScreen() throws IOException {
        try (PlayedDaemon daemon = new PlayedDaemon(scratch, "failed");
                AttachedCli cli =
                        AttachedCli.start(
                                scratch,
                                FakeHost.listen(scratch.resolve("h.sock")),
                                daemon,
                                Map.of(),
                                "attach",
                                RUNNER)) {
            assertThat(cli.tty().awaitExit(SOON)).isEqualTo(new Ending.Exited(7));
            assertThat(cli.tty().text())
                    .contains("the last screen", "has ended: exit 7", "stratavore demo --new");
        }
    }

    @Test
    void helpGoesIntoTheTitle() throws IOException {
        try (AttachedCli cli = attach()) {
            Client client = cli.host().client();
            client.send(out("\033[3"));
            cli.tty().awaitOutput("half a sequence", SOON, bytes -> ends(bytes, "\033[3"));
            cli.tty().type("\034?z");
            assertThat(client.typed(1)).isEqualTo(new byte[] {'z'});
            client.send(out("1mRED"));
            int _ = cli.tty().await("\033[31mRED", SOON);
            int _ = cli.tty().await("\033]2;ctrl-\\ d detaches", SOON);
        }
    }

    private static boolean ends(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.UTF_8).endsWith(text);
    }

    private static String tail(AttachedCli cli, int from) {
        byte[] output = cli.tty().output();
        return new String(output, from, output.length - from, StandardCharsets.UTF_8);
    }
}
