package dev.stratavore.pty.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.engine.Processes;
import dev.stratavore.pty.frame.AttachFrame;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest;
import dev.stratavore.pty.frame.SignalTarget;
import dev.stratavore.pty.loop.Eventually;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StopTest {
    private static final RunnerRef REF = TestRunners.attempt("runner-a", 1);
    private static final int LONG = 60_000;
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;

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
    void aPoliteProgramEndsByItself() {
        launchReady("trap 'exit 7' TERM; echo ready; while :; do sleep 0.01; done");
        ControlReply.Stopped stopped = stopped(control.stop(REF, LONG, false));
        assertThat(stopped.status()).isEqualTo(new ExitStatus.Exited(7));
        assertThat(stopped.killed()).isZero();
    }

    @Test
    void anInteractiveShellWhichIgnoresTermEndsAtOnce() {
        control.launch(REF, "PS1='prompt ' exec sh -i");
        awaitOutput("prompt ");
        ControlReply.Stopped stopped = stopped(control.stop(REF, LONG, false));
        assertThat(stopped.killed()).isZero();
    }

    @Test
    void whatTheShellRunsInTheForegroundIsAskedToo() {
        // This shell hears nothing before what it waits for has ended.
        launchReady("trap : TERM; sh -c 'echo ready; exec sleep 1000'; exit 5");
        ControlReply.Stopped stopped = stopped(control.stop(REF, LONG, false));
        assertThat(stopped.status()).isEqualTo(new ExitStatus.Exited(5));
        assertThat(stopped.killed()).isZero();
    }

    @Test
    void whatIgnoresEverythingIsKilledAfterItsGrace() {
        launchReady("trap '' TERM HUP INT; echo ready; while :; do sleep 1000; done");
        ControlReply.Stopped stopped = stopped(control.stop(REF, 50, false));
        assertThat(stopped.status()).isEqualTo(new ExitStatus.Signaled(SIGKILL));
        assertThat(stopped.killed()).isBetween(1, 2);
    }

    @Test
    void forceEndsAStopThatWaitsAndBothAreAnswered() {
        launchReady("trap '' TERM HUP; echo ready; while :; do sleep 1000; done");
        int waiting = control.nextRequest();
        control.send(new RunnerRequest.Stop(waiting, REF, ControlClient.fence(REF), LONG, false));
        int forcing = control.nextRequest();
        control.send(new RunnerRequest.Stop(forcing, REF, ControlClient.fence(REF), LONG, true));
        var first = control.await(ControlReply.Stopped.class);
        var second = control.await(ControlReply.Stopped.class);
        assertThat(List.of(first.request(), second.request())).containsExactly(waiting, forcing);
        assertThat(second.status()).isEqualTo(first.status());
    }

    @Test
    void nothingIsLeftOfATreeWhoseBranchesHaveFledAndIgnoreEverything() {
        Path pids = directory.resolve("pids");
        String hide = "trap '' TERM HUP INT; echo $$ >> " + pids + "; while :; do sleep 1000; done";
        control.launch(
                REF,
                "setsid sh -c \""
                        + hide.replace("$$", "\\$\\$")
                        + "\" &\n"
                        + "(setsid sh -c '("
                        + hide.replace("$$", "$(exec sh -c \"echo \\$PPID\")").replace("'", "'\\''")
                        + ") & exit' &)\n"
                        + "env -i /usr/bin/setsid /bin/sh -c \""
                        + hide.replace("$$", "\\$\\$")
                        + "\" &\n"
                        + "nohup sh -c \""
                        + hide.replace("$$", "\\$\\$")
                        + "\" > /dev/null &\n"
                        + "while :; do sleep 1000; done");
        Eventually.until("four hidden processes", () -> Trees.lines(pids).size() == 4);
        List<Long> hidden = Trees.lines(pids).stream().map(Long::parseLong).toList();
        assertThat(hidden).allMatch(Trees::lives);

        ControlReply.Stopped stopped = stopped(control.stop(REF, 100, false));
        assertThat(hidden).noneMatch(Trees::lives);
        assertThat(stopped.killed()).isGreaterThanOrEqualTo(4);
        assertThat(Trees.marked(REF)).isEmpty();
    }

    @Test
    void whatForksWhileItIsKilledIsKilledToo() {
        launchReady(
                "f() { setsid sh -c 'trap \"\" TERM; sleep 0.2; sleep 1000' & }\n"
                    + "trap 'while :; do f; sleep 0.005; done' TERM; echo ready; while :; do sleep"
                    + " 0.01; done");
        ControlReply.Stopped stopped = stopped(control.stop(REF, 200, false));
        assertThat(stopped.killed()).isPositive();
        assertThat(Trees.marked(REF)).isEmpty();
    }

    @Test
    void aProcessThatIsAnotherOneAtEveryMomentIsKilledToo() {
        launchReady("perl -e 'while (1) { exit if fork }' & echo ready; exec sleep 1000");
        assertThat(control.stop(REF, 0, true)).isInstanceOf(ControlReply.Stopped.class);
        assertThat(Trees.marked(REF)).isEmpty();
    }

    @Test
    void otherRunnersAreLeftAlone() {
        var other = new RunnerRef(REF.runner() + "b", 1);
        long pid = control.launch(other, "exec sleep 60").process().pid();
        control.launch(REF, "exec sleep 60");
        control.stop(REF, 0, true);
        assertThat(Trees.lives(pid)).isTrue();
    }

    @Test
    void whatAProgramLeavesBehindEndsAfterItWhateverItDidToHide() {
        control.followJournal(0);
        Path pids = directory.resolve("pids");
        String hide = "trap \"\" TERM HUP; echo \\$\\$ >> " + pids + "; exec sleep 1000";
        control.launch(
                REF,
                "setsid sh -c '"
                        + hide.replace("\\$", "$")
                        + "' &\n"
                        + "env -i /usr/bin/setsid /bin/sh -c '(setsid sh -c \""
                        + hide.replace("\"\"", "\\\"\\\"")
                        + "\" &) ; exit' < /dev/null > /dev/null 2>&1 &\n"
                        + "until test $(wc -l < "
                        + pids
                        + ") = 2; do :; done; exit 4");
        var entry = control.awaitEvent(REF, JournalEvent.Exited.class);
        assertThat(((JournalEvent.Exited) entry.event()).status())
                .isEqualTo(new ExitStatus.Exited(4));
        assertThat(Trees.pids(pids)).hasSize(2);
        Eventually.until("nothing left", () -> Trees.pids(pids).stream().noneMatch(Trees::lives));
        assertThat(Trees.marked(REF)).isEmpty();
        ControlReply.Stopped stopped = stopped(control.stop(REF, LONG, false));
        assertThat(stopped.status()).isEqualTo(new ExitStatus.Exited(4));
    }

    @Test
    void aStopOfWhatHasEndedIsAnsweredWhenNothingOfItIsLeft() {
        control.followJournal(0);
        control.launch(
                REF,
                "setsid sh -c 'trap \"\" TERM HUP; while :; do sleep 1000; done' & sleep 0.1;"
                        + " exit 4");
        control.awaitEvent(REF, JournalEvent.Exited.class);
        ControlReply.Stopped stopped = stopped(control.stop(REF, LONG, false));
        assertThat(stopped.status()).isEqualTo(new ExitStatus.Exited(4));
        assertThat(Trees.marked(REF)).isEmpty();
    }

    @Test
    void theNextAttemptIsLeftAloneByTheEndOfTheOneBefore() {
        control.followJournal(0);
        control.launch(REF, "exit 0");
        control.awaitEvent(REF, JournalEvent.Exited.class);
        var next = new RunnerRef(REF.runner(), 2);
        long pid = control.launch(next, "exec sleep 60").process().pid();
        control.stop(REF, 0, true);
        assertThat(Trees.lives(pid)).isTrue();
    }

    @Test
    void aStopWithAnothersFenceChangesNothing() {
        long pid = control.launch(REF, "exec sleep 60").process().pid();
        var stale = new RunnerRequest.Stop(control.nextRequest(), REF, 5, 0, true);
        assertThat(((ControlReply.Failed) control.ask(stale)).word())
                .isEqualTo(Refusal.STALE_FENCE);
        assertThat(Trees.lives(pid)).isTrue();
        var unknown = TestRunners.attempt("nobody", 1);
        assertThat(((ControlReply.Failed) control.stop(unknown, 0, false)).word())
                .isEqualTo(Refusal.UNKNOWN_RUNNER);
    }

    @Test
    void signalsReachWhomTheyAreFor() {
        launchReady("trap 'echo leader' USR1; echo ready; while :; do sleep 0.01; done");
        assertThat(signal(10, SignalTarget.LEADER)).isEqualTo(1);
        awaitOutput("leader");
        assertThat(signal(10, SignalTarget.SESSION)).isPositive();
        assertThat(signal(SIGTERM, SignalTarget.FOREGROUND_GROUP)).isEqualTo(1);
        control.followJournal(0);
        var event = control.awaitEvent(REF, JournalEvent.Exited.class).event();
        assertThat(((JournalEvent.Exited) event).status())
                .isEqualTo(new ExitStatus.Signaled(SIGTERM));
    }

    private int signal(int number, SignalTarget to) {
        var request =
                new RunnerRequest.Signal(
                        control.nextRequest(), REF, ControlClient.fence(REF), number, to);
        return ((ControlReply.Done) control.ask(request)).count();
    }

    private void launchReady(String script) {
        control.launch(REF, script);
        awaitOutput("ready");
    }

    private void awaitOutput(String part) {
        try (TestClient client = host.attach(REF)) {
            var picture = client.await(AttachFrame.Snapshot.class);
            if (!new String(picture.bytes(), UTF_8).contains(part.strip())) {
                client.awaitOutput(part);
            }
        }
    }

    private static ControlReply.Stopped stopped(ControlReply reply) {
        return (ControlReply.Stopped) reply;
    }

    /** Whatever a failed test leaves. */
    @AfterEach
    void endHidden() {
        for (String line : Trees.lines(directory.resolve("pids"))) {
            boolean ignored = Processes.signal(Long.parseLong(line), SIGKILL);
        }
    }
}
