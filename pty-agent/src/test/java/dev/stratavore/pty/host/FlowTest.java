package dev.stratavore.pty.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.AttachFrame;
import dev.stratavore.pty.frame.AttachOptions;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.Frame;
import dev.stratavore.pty.frame.FrameEncoder;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.HostSettings;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.OutputRange;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest;
import dev.stratavore.pty.frame.SessionFrame;
import dev.stratavore.pty.screen.Mirror;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlowTest {
    private static final RunnerRef REF = TestRunners.attempt("runner-a", 1);
    private static final AttachOptions READER =
            new AttachOptions(true, false, 0, AttachOptions.AFRESH);

    /** Writes numbered lines, many megabytes of them, when it gets a line. */
    private static final String FLOOD = "stty -echo; echo ready; read go; seq 1 400000";

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
    void aClientThatKeepsUpGetsEveryByteBeforeTheExit() {
        control.launch(REF, FLOOD);
        try (TestClient client = host.attach(REF)) {
            client.awaitReady();
            client.type("go\r");
            client.await(AttachFrame.Exit.class);
            assertThat(client.text().endsWith(lines(1, 400_000))).isTrue();
        }
        String kept = new String(control.outputOf(REF, OutputRange.all(), false), ISO_8859_1);
        String all = "ready\r\n" + lines(1, 400_000);
        assertThat(kept.length()).isEqualTo(all.length());
        assertThat(Arrays.mismatch(kept.getBytes(ISO_8859_1), all.getBytes(ISO_8859_1)))
                .as("where what is kept differs")
                .isNegative();
    }

    @Test
    void aReaderThatDoesNotReadMissesOutputAndThenGetsAPicture() {
        control.launch(REF, FLOOD + "; read end");
        try (TestClient writer = host.attach(REF);
                TestClient reader = host.attach(REF, READER, "slow")) {
            reader.await(AttachFrame.Snapshot.class);
            writer.awaitReady();
            writer.type("go\r");
            writer.awaitOutput("400000\r\n");

            AttachFrame.Lag lag = reader.await(AttachFrame.Lag.class);
            assertThat(lag.to()).isGreaterThan(lag.from() + (256 << 10));
            AttachFrame.Snapshot picture = reader.await(AttachFrame.Snapshot.class);
            assertThat(picture.offset()).isEqualTo(lag.to());
            assertThat(drawn(picture, reader)).endsWith("399999\n400000");
        }
    }

    @Test
    void aWriterThatDoesNotReadHoldsItsProgramBackForAMomentOnly() {
        control.ask(
                new HostRequest.Config(
                        control.nextRequest(), new HostSettings(64 << 20, 256 << 10, 300)));
        control.launch(REF, FLOOD);
        control.followJournal(0);
        try (TestClient writer = host.attach(REF)) {
            writer.awaitReady();
            long start = System.nanoTime();
            writer.type("go\r");
            control.awaitEvent(REF, JournalEvent.Exited.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThan(Duration.ofMillis(300));
            writer.await(AttachFrame.Lag.class);
            var picture = writer.await(AttachFrame.Snapshot.class);
            assertThat(drawn(picture, writer)).endsWith("399999\n400000");
            assertThat(writer.await(AttachFrame.Exit.class).status())
                    .isEqualTo(new ExitStatus.Exited(0));
        }
    }

    @Test
    void aWriterThatReadsSlowlyStillGetsEverything() {
        control.launch(REF, "stty -echo; echo ready; read go; seq 1 200000; read end");
        try (TestClient writer = host.attach(REF)) {
            writer.awaitReady();
            writer.type("go\r");
            while (!writer.text().contains("200000\r\n")) {
                Frame frame = writer.next();
                assertThat(frame).isNotInstanceOf(AttachFrame.Lag.class);
                if (frame instanceof AttachFrame.Out) {
                    // Slower than the program, but never for longer than the host waits.
                    writer.send(new SessionFrame.Ping(1));
                    writer.await(SessionFrame.Ping.class);
                }
            }
            assertThat(writer.text().contains(lines(1, 200_000))).isTrue();
        }
    }

    @Test
    void inputThatNobodyReadsHaltsItsClientAndNothingElse() {
        control.launch(REF, "stty raw -echo; printf ready; exec sleep 60");
        var other = TestRunners.attempt("runner-b", 1);
        control.launch(other, "stty raw -echo; printf ready; exec cat");
        try (TestClient client = host.attach(REF);
                TestClient free = host.attach(other)) {
            client.awaitReady();
            var much = ByteBuffer.allocate(16 << 20);
            byte[] frame = FrameEncoder.encodeToBytes(new AttachFrame.In(new byte[60_000]));
            while (much.remaining() >= frame.length) {
                much.put(frame);
            }
            int taken = client.sendWithin(Duration.ofMillis(300), much.flip());
            assertThat(taken).isLessThan(2 << 20);
            free.type("echo");
            free.awaitOutput("echo");
        }
        control.stop(REF, 0, true);
    }

    @Test
    void oneEchoesWhileTenFlood() {
        for (int i = 0; i < 10; i++) {
            control.launch(
                    TestRunners.attempt("flood-" + i, 1), "exec yes 'a line of some length'");
        }
        control.launch(REF, "stty raw -echo; printf ready; exec cat");
        List<Long> micros = new ArrayList<>();
        try (TestClient client = host.attach(REF)) {
            client.awaitReady();
            for (int i = 0; i < 200; i++) {
                String key = "<" + i + ">";
                long start = System.nanoTime();
                client.type(key);
                client.awaitOutput(key);
                micros.add((System.nanoTime() - start) / 1000);
            }
        }
        micros.sort(Long::compare);
        assertThat(micros.get(100)).isLessThan(250_000);
        for (int i = 0; i < 10; i++) {
            control.stop(TestRunners.attempt("flood-" + i, 1), 0, true);
        }
    }

    @Test
    void aLongAbsenceIsMadeUpForFromTheDisk() {
        control.ask(
                new HostRequest.Config(
                        control.nextRequest(), new HostSettings(64 << 20, 64 << 10, 0)));
        control.launch(REF, FLOOD + "; read end");
        long seen;
        try (TestClient client = host.attach(REF)) {
            AttachFrame.Snapshot start = client.awaitReady();
            client.type("go\r");
            seen = start.offset() + client.output().length;
        }
        control.send(new RunnerRequest.Output(99, REF, OutputRange.all(), true));
        var text = new StringBuilder();
        while (text.indexOf("400000\r\n") < 0) {
            var chunk = control.await(ControlReply.Chunk.class);
            text.append(new String(chunk.bytes(), ISO_8859_1));
            text.delete(0, Math.max(0, text.length() - 100));
        }
        var again = new AttachOptions(false, false, 0, seen);
        try (TestClient client = host.attach(REF, again, "again")) {
            client.awaitOutput("400000\r\n");
            assertThat(client.text().endsWith(lines(1, 400_000))).isTrue();
        }
    }

    private static String drawn(AttachFrame.Snapshot first, TestClient client) {
        var mirror = new Mirror(80, 24);
        for (var part = first; ; part = client.await(AttachFrame.Snapshot.class)) {
            mirror.feed(part.bytes(), 0, part.bytes().length);
            if (part.last()) {
                return mirror.text();
            }
        }
    }

    private static String lines(int from, int to) {
        var lines = new StringBuilder();
        for (int i = from; i <= to; i++) {
            lines.append(i).append("\r\n");
        }
        return lines.toString();
    }
}
