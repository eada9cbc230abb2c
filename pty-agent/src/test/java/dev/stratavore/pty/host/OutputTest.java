package dev.stratavore.pty.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.AttachFrame;
import dev.stratavore.pty.frame.AttemptStatus;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.HostSettings;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.OutputRange;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest;
import dev.stratavore.pty.frame.SessionFrame.AttachWelcome;
import dev.stratavore.pty.frame.TerminalSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputTest {
    private static final RunnerRef REF = TestRunners.attempt("runner-a", 1);
    private static final int LINES = 200_000;

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
    void everythingIsKeptFarBeyondTheRing() {
        smallRing(64L << 20);
        control.launch(REF, "stty -onlcr; seq 1 " + LINES + "; read end");
        String followed = text(new OutputRange(0, 0, numbers().length()), true);
        assertThat(followed.equals(numbers())).isTrue();
        assertThat(text(new OutputRange(-7, 0, 0), false)).isEqualTo("200000\n");
        assertThat(text(new OutputRange(6, 0, 4), false)).isEqualTo("4\n5\n");
        control.stop(REF, 0, true);
        assertThat(text(OutputRange.all(), true).startsWith(numbers())).isTrue();
    }

    @Test
    void followingEndsWithTheProgram() {
        control.launch(REF, "stty -onlcr; for i in 1 2 3; do sleep 0.05; echo $i; done");
        assertThat(text(OutputRange.all(), true)).isEqualTo("1\n2\n3\n");
    }

    @Test
    void aTimeBeforeTheStartLeavesNothingOut() {
        control.launch(REF, "echo early");
        control.followJournal(0);
        control.awaitEvent(REF, JournalEvent.Exited.class);
        assertThat(text(new OutputRange(0, 1, 0), false)).isEqualTo("early\r\n");
    }

    @Test
    void theOldestOutputGoesWhenTheLimitIsReached() throws IOException {
        smallRing(512 << 10);
        control.followJournal(0);
        control.launch(REF, "stty -onlcr; seq 1 " + LINES);
        control.awaitEvent(REF, JournalEvent.Exited.class);
        AttemptStatus status = control.list().getFirst();
        assertThat(status.output().end()).isEqualTo(numbers().length());
        String kept = text(OutputRange.all(), false);
        assertThat(kept.length()).isBetween(256 << 10, 512 << 10);
        assertThat(numbers().endsWith(kept)).isTrue();
        assertThat(firstOffset(OutputRange.all())).as("where it would begin").isZero();
        assertThat(firstOffset(new OutputRange(0, 1, 0))).as("a time long ago").isZero();
        assertThat(firstOffset(new OutputRange(-9, 0, 0))).isEqualTo(numbers().length() - 9);
        long onDisk = 0;
        try (var files =
                Files.newDirectoryStream(
                        directory.resolve("state/runners/" + REF.runner() + "/1"), "*.out")) {
            for (Path file : files) {
                onDisk += Files.size(file);
            }
        }
        assertThat(onDisk).isLessThanOrEqualTo(512 << 10);
    }

    @Test
    void theScreenIsShownWhileItLivesAndAfterwards() {
        control.launch(REF, "seq 1 100; printf 'last \\033[1mline\\033[m'; read end");
        try (TestClient client = host.attach(REF)) {
            var ignored = client.await(AttachWelcome.class);
            while (!control.screen(REF).endsWith("last line")) {
                client.next();
            }
        }
        control.stop(REF, 0, true);
        control.followJournal(0);
        long exited = control.awaitEvent(REF, JournalEvent.Exited.class).sequence();
        assertThat(control.screen(REF)).endsWith("99\n100\nlast line");
        control.ask(new HostRequest.Ack(control.nextRequest(), exited));
        assertThat(control.screen(RunnerRef.latest(REF.runner()))).endsWith("100\nlast line");
    }

    @Test
    void theScreenOfAnEndedRunnerIsRightBeyondManySegments() {
        smallRing(1 << 20);
        control.followJournal(0);
        control.launch(
                REF, "printf '\\033[?1049h'; seq 1 " + LINES + "; printf '\\033[2J\\033[Hpainted'");
        control.awaitEvent(REF, JournalEvent.Exited.class);
        assertThat(control.screen(REF)).isEqualTo("painted");
    }

    @Test
    void whatIsNotThereIsRefused() {
        var nobody = TestRunners.attempt("nobody", 0);
        var output =
                new RunnerRequest.Output(control.nextRequest(), nobody, OutputRange.all(), true);
        assertThat(((ControlReply.Failed) control.ask(output)).word())
                .isEqualTo(Refusal.UNKNOWN_RUNNER);
        var screen = new RunnerRequest.Screen(control.nextRequest(), nobody, true);
        assertThat(((ControlReply.Failed) control.ask(screen)).word())
                .isEqualTo(Refusal.UNKNOWN_RUNNER);
    }

    @Test
    void aReaderIsToldTheSizeOfEachStretch() {
        var wide = TerminalSize.of(120, 40);
        var small = TerminalSize.of(40, 10);
        control.launch(REF, "stty -echo; echo ready; read a; echo 1; read b; echo 2; read end");
        try (TestClient writer = host.attach(REF);
                ControlClient reader = host.control()) {
            writer.awaitReady();
            int request = reader.nextRequest();
            reader.send(new RunnerRequest.Output(request, REF, OutputRange.all(), true));
            assertThat(reader.await(ControlReply.Sized.class).size()).isEqualTo(ControlClient.SIZE);
            resizeAndType(writer, wide, "1");
            ControlReply.Sized second = reader.await(ControlReply.Sized.class);
            assertThat(second.size()).isEqualTo(wide);
            assertThat(second.offset()).isEqualTo("ready\r\n".length());
            // Only the last of several at one place counts.
            writer.send(new AttachFrame.Resize(TerminalSize.of(41, 11)));
            resizeAndType(writer, small, "2");
            ControlReply.Sized third = reader.await(ControlReply.Sized.class);
            assertThat(third.size()).isEqualTo(small);
            assertThat(third.offset()).isEqualTo("ready\r\n1\r\n".length());
        }
        control.stop(REF, 0, true);
        control.send(
                new RunnerRequest.Output(control.nextRequest(), REF, OutputRange.all(), false));
        for (TerminalSize size : List.of(ControlClient.SIZE, wide, small)) {
            assertThat(control.await(ControlReply.Sized.class).size()).isEqualTo(size);
        }
    }

    private static void resizeAndType(TestClient writer, TerminalSize size, String echo) {
        writer.send(new AttachFrame.Resize(size));
        writer.type("\r");
        writer.awaitOutput(echo);
    }

    private void smallRing(long limit) {
        control.ask(
                new HostRequest.Config(
                        control.nextRequest(), new HostSettings(limit, 64 << 10, 1000)));
    }

    /** Where the first chunk of an answer stands. */
    private long firstOffset(OutputRange range) {
        int request = control.nextRequest();
        control.send(new RunnerRequest.Output(request, REF, range, false));
        long first =
                control.await(ControlReply.Chunk.class, chunk -> chunk.request() == request)
                        .offset();
        control.await(
                ControlReply.Chunk.class, chunk -> chunk.request() == request && chunk.last());
        return first;
    }

    private String text(OutputRange range, boolean follow) {
        return new String(control.outputOf(REF, range, follow), UTF_8);
    }

    private static String numbers() {
        var numbers = new StringBuilder();
        for (int i = 1; i <= LINES; i++) {
            numbers.append(i).append('\n');
        }
        return numbers.toString();
    }
}
