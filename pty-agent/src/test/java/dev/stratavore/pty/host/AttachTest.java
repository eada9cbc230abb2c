package dev.stratavore.pty.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.AttachFrame;
import dev.stratavore.pty.frame.AttachOptions;
import dev.stratavore.pty.frame.AttachRole;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest;
import dev.stratavore.pty.frame.SessionFrame.AttachWelcome;
import dev.stratavore.pty.frame.SessionFrame.Ping;
import dev.stratavore.pty.frame.SessionFrame.Refused;
import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.pty.screen.Mirror;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttachTest {
    private static final RunnerRef REF = TestRunners.attempt("runner-a", 1);
    private static final String RAW_CAT = "stty raw -echo; printf ready; exec cat";

    @TempDir Path directory;
    private HostUnderTest host;
    private ControlClient control;

    @BeforeEach
    void start() {
        host = new HostUnderTest(directory);
        control = host.control();
    }

    @AfterEach
    void stop() {
        control.close();
        host.close();
    }

    @Test
    void whatIsTypedComesBackAndTheExitIsTold() {
        control.launch(REF, "read line; echo \"got $line\"; exit 3");
        try (TestClient client = host.attach(REF)) {
            AttachWelcome welcome = client.await(AttachWelcome.class);
            assertThat(welcome.role()).isEqualTo(AttachRole.WRITER);
            assertThat(welcome.target()).isEqualTo(REF);
            assertThat(welcome.notice()).isEmpty();
            client.type("hello\r");
            assertThat(client.await(AttachFrame.Exit.class).status())
                    .isEqualTo(new ExitStatus.Exited(3));
            assertThat(client.text()).endsWith("got hello\r\n");
            client.awaitClose();
        }
    }

    @Test
    void allByteValuesPassBothWays() {
        control.launch(REF, RAW_CAT);
        try (TestClient client = host.attach(REF)) {
            client.awaitReady();
            int before = client.output().length;
            byte[] all = new byte[256];
            for (int i = 0; i < all.length; i++) {
                all[i] = (byte) i;
            }
            client.send(new AttachFrame.In(all));
            while (client.output().length < before + 256) {
                client.next();
            }
            assertThat(client.text().substring(before)).isEqualTo(new String(all, ISO_8859_1));
        }
    }

    @Test
    void aReattachAtAnOffsetGetsExactlyWhatItMissed() {
        control.launch(REF, RAW_CAT);
        long seen;
        try (TestClient client = host.attach(REF)) {
            AttachFrame.Snapshot start = client.awaitReady();
            client.type("abc");
            client.awaitOutput("abc");
            seen = start.offset() + client.output().length;
        }
        try (TestClient other = host.attach(REF)) {
            other.await(AttachFrame.Snapshot.class);
            other.type("def");
            other.awaitOutput("def");
        }
        try (TestClient again =
                host.attach(REF, new AttachOptions(false, false, 0, seen), "again")) {
            again.await(AttachWelcome.class);
            assertThat(again.awaitOutput("def")).isEqualTo("def");
        }
    }

    @Test
    void aReattachAfterAResizeGetsAPicture() {
        control.launch(REF, RAW_CAT);
        try (TestClient client = host.attach(REF)) {
            client.awaitReady();
        }
        var options = new AttachOptions(false, false, 0, 5);
        try (TestClient client = host.attach(REF, options, TerminalSize.of(100, 30), "bigger")) {
            AttachWelcome welcome = client.await(AttachWelcome.class);
            assertThat(welcome.size()).isEqualTo(TerminalSize.of(100, 30));
            AttachFrame.Snapshot picture = client.await(AttachFrame.Snapshot.class);
            assertThat(picture.last()).isTrue();
            assertThat(drawn(picture)).isEqualTo("ready");
        }
    }

    @Test
    void theSizeOfTheWriterReachesTheProgramAndReadersAreTold() {
        control.launch(REF, "trap 'stty size' WINCH; echo ready; while :; do read x || :; done");
        try (TestClient writer = host.attach(REF);
                TestClient reader = host.attach(REF, readOnly(), "reader")) {
            writer.awaitReady();
            reader.await(AttachWelcome.class);
            reader.send(new AttachFrame.Resize(TerminalSize.of(10, 10)));
            reader.send(new Ping(1));
            reader.await(Ping.class);
            writer.send(new AttachFrame.Resize(TerminalSize.of(90, 33)));
            writer.type("\r");
            writer.awaitOutput("33 90");
            assertThat(reader.await(AttachFrame.Resize.class).size())
                    .isEqualTo(TerminalSize.of(90, 33));
        }
    }

    @Test
    void aSecondClientOnlyWatchesAndIsToldSo() {
        control.launch(REF, RAW_CAT);
        try (TestClient writer = host.attach(REF);
                TestClient reader = host.attach(REF, plain(), "second")) {
            writer.awaitReady();
            AttachWelcome welcome = reader.await(AttachWelcome.class);
            assertThat(welcome.role()).isEqualTo(AttachRole.READER);
            assertThat(welcome.notice()).contains("me is attached");
            reader.await(AttachFrame.Snapshot.class);
            reader.type("from the reader");
            reader.send(new Ping(7));
            assertThat(reader.await(Ping.class)).isEqualTo(new Ping(7));
            writer.type("from the writer");
            assertThat(reader.awaitOutput("writer")).endsWith("from the writer");
            assertThat(reader.text()).doesNotContain("reader");
        }
    }

    @Test
    void whoStealsWritesAndTheOtherBecomesAReader() {
        control.launch(REF, RAW_CAT);
        control.followJournal(0);
        try (TestClient first = host.attach(REF)) {
            first.awaitReady();
            var steal = new AttachOptions(false, true, 0, AttachOptions.AFRESH);
            try (TestClient thief = host.attach(REF, steal, "thief")) {
                assertThat(thief.await(AttachWelcome.class).role()).isEqualTo(AttachRole.WRITER);
                AttachFrame.Notice notice = first.await(AttachFrame.Notice.class);
                assertThat(notice.role()).isEqualTo(AttachRole.READER);
                assertThat(notice.text()).contains("thief");
                first.type("old");
                first.send(new Ping(1));
                first.await(Ping.class);
                thief.type("new");
                assertThat(first.awaitOutput("new")).doesNotContain("old");
            }
            control.await(
                    ControlReply.JournalEntry.class,
                    entry -> entry.event().equals(new JournalEvent.WriterChanged("thief")));
            control.await(
                    ControlReply.JournalEntry.class,
                    entry -> entry.event().equals(new JournalEvent.WriterChanged("")));
        }
    }

    @Test
    void historyComesBeforeTheScreen() {
        control.launch(REF, "seq 1 100; printf ready; exec sleep 60");
        try (TestClient client = host.attach(REF)) {
            client.awaitReady();
        }
        var wanted = new AttachOptions(false, false, 50, AttachOptions.AFRESH);
        try (TestClient client = host.attach(REF, wanted, "historian")) {
            AttachFrame.Snapshot picture = client.await(AttachFrame.Snapshot.class);
            String text = new String(picture.bytes(), ISO_8859_1);
            assertThat(text.indexOf("\r\n28\033")).isNegative();
            assertThat(text).contains("77").contains("28");
            var mirror = new Mirror(80, 24);
            var scrolled = new StringBuilder();
            mirror.onScrolledOff(line -> scrolled.append(line.text()).append('\n'));
            mirror.feed(picture.bytes(), 0, picture.bytes().length);
            assertThat(scrolled.toString()).contains("28\n29\n").contains("76\n77\n");
            assertThat(scrolled.toString()).doesNotContain("78\n");
            assertThat(mirror.text()).startsWith("78\n").endsWith("100\nready");
        }
    }

    @Test
    void aDetachFromOutsideSaysWhyAndTheProgramGoesOn() {
        control.launch(REF, RAW_CAT);
        try (TestClient client = host.attach(REF)) {
            client.awaitReady();
            var reply = control.ask(new RunnerRequest.DetachAll(control.nextRequest(), REF));
            assertThat(((ControlReply.Done) reply).count()).isEqualTo(1);
            assertThat(client.await(AttachFrame.Detach.class).reason()).isNotEmpty();
            client.awaitClose();
        }
        assertThat(control.list().getFirst().alive()).isTrue();
        assertThat(control.list().getFirst().attached()).isZero();
    }

    @Test
    void theHostAnswersQuestionsWhileNobodyWrites() {
        control.followJournal(0);
        control.launch(REF, "stty raw -echo; printf '\\033[6n'; head -c 6 | od -c");
        control.awaitEvent(REF, JournalEvent.Exited.class);
        assertThat(control.screen(REF)).contains("033   [   1   ;   1   R");
    }

    @Test
    void theWritersTerminalAnswersQuestionsItself() {
        control.launch(
                REF,
                "stty raw -echo; printf ready; head -c 1; printf '\\033[6n'; head -c 3 | od -c");
        try (TestClient writer = host.attach(REF)) {
            writer.awaitReady();
            writer.type("!");
            writer.awaitOutput("\033[6n");
            writer.type("abc");
            writer.awaitOutput("a   b   c");
        }
    }

    @Test
    void whatCannotBeAttachedIsRefusedByName() {
        try (TestClient client = host.attach(TestRunners.attempt("nobody", 0))) {
            assertThat(client.await(Refused.class).word()).isEqualTo(Refusal.UNKNOWN_RUNNER);
            client.awaitClose();
        }
        control.launch(REF, "exit 0");
        control.followJournal(0);
        control.awaitEvent(REF, JournalEvent.Exited.class);
        try (TestClient client = host.attach(REF)) {
            assertThat(client.await(Refused.class).word()).isEqualTo(Refusal.ENDED);
        }
    }

    private static String drawn(AttachFrame.Snapshot picture) {
        var mirror = new Mirror(80, 24);
        mirror.feed(picture.bytes(), 0, picture.bytes().length);
        return mirror.text();
    }

    private static AttachOptions plain() {
        return new AttachOptions(false, false, 0, AttachOptions.AFRESH);
    }

    private static AttachOptions readOnly() {
        return new AttachOptions(true, false, 0, AttachOptions.AFRESH);
    }
}
