package dev.stratavore.pty.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.AttachFrame;
import dev.stratavore.pty.frame.ControlReply.Beat;
import dev.stratavore.pty.frame.FrameEncoder;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.LaunchTerms;
import dev.stratavore.pty.frame.Limits;
import dev.stratavore.pty.frame.OutputRange;
import dev.stratavore.pty.frame.RunnerBeat;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest;
import dev.stratavore.pty.frame.SessionFrame;
import dev.stratavore.pty.frame.Strain;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeartbeatTest {
    private static final RunnerRef REF = TestRunners.attempt("runner-h", 1);
    private static final RunnerRef OTHER = TestRunners.attempt("runner-i", 4);

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
    void theFirstComesAtOnceWithAllThatLive() {
        control.launch(REF, "printf 12345; exec sleep 60");
        control.launch(OTHER, "exec sleep 60");
        control.stop(OTHER, 0, true);
        control.launch(new RunnerRef(OTHER.runner(), 5), "exec sleep 60");
        int request = beat(3_600_000);
        Beat first = control.await(Beat.class);
        assertThat(first.request()).isEqualTo(request);
        assertThat(first.sequence()).isEqualTo(1);
        assertThat(first.runners())
                .extracting(beat -> beat.target().attempt())
                .containsExactlyInAnyOrder(1, 5);
        assertThat(first.runners())
                .allSatisfy(beat -> {
                    assertThat(beat.fence()).isEqualTo(ControlClient.fence(beat.target()));
                    assertThat(beat.frozen()).isFalse();
                });
    }

    @Test
    void theyComeOnAndTellWhatChanges() {
        control.launch(REF, "printf 12345; sh -c 'sleep 60 & sleep 60 & wait'; :");
        beat(50);
        RunnerBeat full = awaitBeat(beat -> beat.usage().processes() == 4 && beat.outputEnd() == 5);
        assertThat(full.usage().memoryBytes()).isBetween(100L << 10, 64L << 20);
        assertThat(full.attached()).isZero();
        try (TestClient client = host.attach(REF)) {
            client.await(AttachFrame.Snapshot.class);
            awaitBeat(beat -> beat.attached() == 1);
        }
        awaitBeat(beat -> beat.attached() == 0);
        control.ask(
                new RunnerRequest.Freeze(
                        control.nextRequest(), REF, ControlClient.fence(REF), true));
        awaitBeat(RunnerBeat::frozen);
    }

    @Test
    void theSequenceRisesByOneAndClocksGoOn() {
        beat(50);
        Beat before = control.await(Beat.class);
        for (int i = 0; i < 5; i++) {
            Beat next = control.await(Beat.class);
            assertThat(next.sequence()).isGreaterThan(before.sequence());
            assertThat(next.monotonicMillis()).isGreaterThan(before.monotonicMillis());
            before = next;
        }
    }

    @Test
    void processorTimeOfEndedChildrenCountsAndNeverFalls() {
        control.launch(
                REF,
                "for i in 1 2 3 4 5 6; do sh -c 'i=0; while test $i -lt 60000; do i=$((i+1));"
                        + " done'; done; exec sleep 60");
        beat(50);
        long last = 0;
        RunnerBeat beat = awaitBeat(some -> true);
        while (beat.usage().cpuMicros() < 100_000 || beat.usage().processes() > 1) {
            assertThat(beat.usage().cpuMicros()).isGreaterThanOrEqualTo(last);
            last = beat.usage().cpuMicros();
            beat = awaitBeat(some -> true);
        }
        assertThat(awaitBeat(some -> true).usage().cpuMicros()).isGreaterThanOrEqualTo(last);
    }

    @Test
    void openFilesAreBoundedAndTold() {
        var limits = new Limits("", 0, 0, 0, 0, 64);
        control.ask(
                new RunnerRequest.Launch(
                        control.nextRequest(),
                        REF,
                        ControlClient.fence(REF),
                        ControlClient.program(
                                "/bin/sh",
                                "-c",
                                "exec perl -e 'while (open my $f, \"<\", \"/dev/null\") { push @f,"
                                        + " $f } sleep 60'"),
                        ControlClient.SIZE,
                        new LaunchTerms(limits, List.of(), false)));
        beat(50);
        RunnerBeat beat = awaitBeat(some -> some.usage().strain().openFiles() == 64);
        assertThat(beat.usage().strain()).isEqualTo(new Strain(0, 0, 64, 64));
    }

    @Test
    void aNewRequestReplacesTheInterval() {
        beat(50);
        control.await(Beat.class, beat -> beat.sequence() >= 3);
        int second = beat(3_600_000);
        Beat once = control.await(Beat.class, beat -> beat.request() == second);
        assertThat(once.sequence()).isGreaterThan(3);
        while (control.nextWithin(Duration.ofMillis(300)) instanceof Beat late) {
            assertThat(late.request()).isNotEqualTo(second);
        }
    }

    @Test
    void aPeerThatDoesNotReadGetsTheNewestWhenItReadsAgain() {
        control.launch(REF, "head -c 3000000 /dev/zero | tr '\\0' x; exec sleep 60");
        beat(50);
        awaitBeat(beat -> beat.outputEnd() >= 3_000_000);
        // The last one that was read before: what is missed shows against it.
        long sequence = control.await(Beat.class).sequence();
        int many = 24;
        for (int i = 0; i < many; i++) {
            control.send(
                    new RunnerRequest.Output(control.nextRequest(), REF, OutputRange.all(), false));
        }
        try (ControlClient other = host.control()) {
            other.send(new HostRequest.Beat(other.nextRequest(), 50));
            long start = other.await(Beat.class).sequence();
            other.await(Beat.class, beat -> beat.sequence() >= start + 20);
        }
        ByteBuffer ping = FrameEncoder.encode(new SessionFrame.Ping(7));
        control.sendRaw(ping);
        boolean jumped = false;
        while (sequence < 25 || !jumped) {
            Beat beat = control.await(Beat.class);
            jumped |= beat.sequence() > sequence + 1;
            assertThat(beat.sequence()).isGreaterThan(sequence);
            sequence = beat.sequence();
        }
        assertThat(host.log()).doesNotContain("defect");
    }

    private int beat(int interval) {
        int request = control.nextRequest();
        control.send(new HostRequest.Beat(request, interval));
        return request;
    }

    private RunnerBeat awaitBeat(Predicate<RunnerBeat> wanted) {
        return awaitBeat(control, REF, wanted);
    }

    /** Reads beats until one tells something of a runner; not for ever, since beats always come. */
    static RunnerBeat awaitBeat(
            ControlClient control, RunnerRef ref, Predicate<RunnerBeat> wanted) {
        long start = System.nanoTime();
        Beat last = control.await(Beat.class);
        while (System.nanoTime() - start < TestClient.PATIENCE.toNanos()) {
            for (RunnerBeat runner : last.runners()) {
                if (runner.target().equals(ref) && wanted.test(runner)) {
                    return runner;
                }
            }
            last = control.await(Beat.class);
        }
        throw new AssertionError("not what was wanted: " + last);
    }
}
