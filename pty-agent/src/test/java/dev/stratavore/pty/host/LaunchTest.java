package dev.stratavore.pty.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.engine.ProcStat;
import dev.stratavore.pty.frame.AttemptStatus;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.OutputRange;
import dev.stratavore.pty.frame.ProcessIdentity;
import dev.stratavore.pty.frame.Program;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LaunchTest {
    private static final RunnerRef REF = TestRunners.attempt("runner-a", 1);
    private static final RunnerRef SECOND = TestRunners.attempt("runner-a", 2);

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
    void aStartNamesTheProcess() {
        ControlReply.Started started = control.launch(REF, "exec sleep 60");
        ProcessIdentity process = started.process();
        assertThat(started.fence()).isEqualTo(ControlClient.fence(REF));
        ProcStat stat = Objects.requireNonNull(ProcStat.of(process.pid()));
        assertThat(stat.startTicks()).isEqualTo(process.startTicks());

        AttemptStatus status = control.list().getFirst();
        assertThat(status.target()).isEqualTo(REF);
        assertThat(status.process()).isEqualTo(process);
        assertThat(status.alive()).isTrue();
    }

    @Test
    void anAttemptStartsOnceHoweverOftenItIsAskedFor() {
        control.followJournal(0);
        var first = control.launch(REF, "echo x >> " + directory + "/runs; exec sleep 60");
        assertThat(control.launch(REF, "exit 1").process()).isEqualTo(first.process());

        control.stop(REF, 0, true);
        long exited = control.awaitEvent(REF, JournalEvent.Exited.class).sequence();
        assertThat(control.launch(REF, "exit 1").process()).isEqualTo(first.process());

        control.ask(new HostRequest.Ack(control.nextRequest(), exited));
        assertThat(control.list()).isEmpty();
        ControlReply.Started again = control.launch(REF, "exit 1");
        assertThat(again.process()).isEqualTo(first.process());
        assertThat(again.fence()).isEqualTo(first.fence());
    }

    @Test
    void requestsForOneStartThatCrossAreAllAnswered() {
        for (int i = 1; i <= 20; i++) {
            control.send(
                    new RunnerRequest.Launch(
                            i,
                            REF,
                            ControlClient.fence(REF),
                            ControlClient.program("/bin/sleep", "60"),
                            ControlClient.SIZE));
        }
        var first = control.await(ControlReply.Started.class);
        for (int i = 2; i <= 20; i++) {
            var other = control.await(ControlReply.Started.class);
            assertThat(other.process()).isEqualTo(first.process());
        }
        assertThat(control.list()).hasSize(1);
    }

    @Test
    void whatCannotStartLeavesNothingAndMayBeTriedAgain() {
        assertThat(word(control.tryLaunch(REF, "no-such-tool"))).isEqualTo(Refusal.NO_SUCH_PROGRAM);
        var nowhere = new Program(List.of("/bin/true"), Map.of(), "/no/such");
        assertThat(
                        word(
                                control.ask(
                                        new RunnerRequest.Launch(
                                                control.nextRequest(),
                                                REF,
                                                1,
                                                nowhere,
                                                ControlClient.SIZE))))
                .isEqualTo(Refusal.BAD_CWD);
        assertThat(control.list()).isEmpty();
        assertThat(directory.resolve("state/runners/" + REF.runner())).doesNotExist();
        assertThat(control.launch(REF, "exec sleep 60").process().pid()).isPositive();
    }

    @Test
    void aRunnerHasOneLivingAttemptAndNoneComesBack() {
        control.launch(REF, "exec sleep 60");
        assertThat(word(control.tryLaunch(SECOND, "/bin/true"))).isEqualTo(Refusal.OTHER_ATTEMPT);
        control.stop(REF, 0, true);
        control.launch(SECOND, "exec sleep 60");
        control.stop(SECOND, 0, true);
        var earlier = TestRunners.attempt("runner-b", 1);
        var later = TestRunners.attempt("runner-b", 2);
        control.launch(later, "exit 0");
        assertThat(word(control.tryLaunch(earlier, "/bin/true"))).isEqualTo(Refusal.OTHER_ATTEMPT);
    }

    @Test
    void theProgramHasItsRunnersMarkAndTheHostsUmask() throws Exception {
        control.launch(REF, "echo $STRATAVORE_RUNNER; umask");
        String text = new String(control.outputOf(REF, OutputRange.all(), true), UTF_8);
        var process = new ProcessBuilder("sh", "-c", "umask").start();
        String umask = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(text).isEqualTo(REF.runner() + "\r\n" + umask + "\r\n");
    }

    @Test
    void theEndIsListedUntilItIsAcknowledged() {
        control.followJournal(0);
        control.launch(REF, "printf 12345; exit 9");
        var entry = control.awaitEvent(REF, JournalEvent.Exited.class);
        assertThat(entry.event()).isEqualTo(new JournalEvent.Exited(new ExitStatus.Exited(9), 5));
        assertThat(control.list().getFirst().exit()).isEqualTo(new ExitStatus.Exited(9));
        control.ask(new HostRequest.Ack(control.nextRequest(), entry.sequence()));
        assertThat(control.list()).isEmpty();
    }

    @Test
    void aForgottenRunnerIsGoneFromTheDiskButNotWhileItLives() {
        control.launch(REF, "exec sleep 60");
        var forget =
                new RunnerRequest.Forget(control.nextRequest(), RunnerRef.latest(REF.runner()));
        assertThat(word(control.ask(forget))).isEqualTo(Refusal.RUNNERS_ALIVE);
        control.followJournal(0);
        control.stop(REF, 0, true);
        control.awaitEvent(REF, JournalEvent.Exited.class);
        assertThat(control.ask(forget)).isInstanceOf(ControlReply.Done.class);
        assertThat(directory.resolve("state/runners/" + REF.runner())).doesNotExist();
    }

    @Test
    void fiftyStartsAtOnceAllRun() {
        for (int i = 1; i <= 50; i++) {
            var ref = TestRunners.attempt("runner-" + i, 1);
            control.send(
                    new RunnerRequest.Launch(
                            i,
                            ref,
                            1,
                            ControlClient.program("/bin/sleep", "60"),
                            ControlClient.SIZE));
        }
        for (int i = 1; i <= 50; i++) {
            control.await(ControlReply.Started.class);
        }
        assertThat(control.list()).hasSize(50).allMatch(AttemptStatus::alive);
    }

    private static String word(ControlReply reply) {
        return reply instanceof ControlReply.Failed failed ? failed.word() : reply.toString();
    }
}
