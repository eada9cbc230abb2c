package dev.stratavore.pty.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.engine.Processes;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.ControlReply.Beat;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest;
import dev.stratavore.pty.frame.SessionFrame;
import dev.stratavore.pty.loop.Eventually;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FreezeTest {
    private static final RunnerRef REF = TestRunners.attempt("runner-f", 1);
    private static final int LONG = 60_000;
    private static final int SIGCONT = 18;

    @TempDir Path directory;
    private HostUnderTest host;
    private ControlClient control;
    private Path pids;

    @BeforeEach
    void start() {
        host = new HostUnderTest(directory);
        control = host.control();
        pids = directory.resolve("pids");
    }

    @AfterEach
    void stop() {
        control.close();
        host.close();
    }

    @Test
    void theWholeTreeStopsAndGoesOn() {
        List<Long> tree = launchTree();
        assertThat(freeze(true)).isGreaterThanOrEqualTo(4);
        assertThat(tree).allSatisfy(pid -> awaitStopped(pid, true));
        assertThat(control.list().getFirst().frozen()).isTrue();
        assertThat(freeze(false)).isGreaterThanOrEqualTo(4);
        assertThat(tree).allSatisfy(pid -> awaitStopped(pid, false));
        assertThat(control.list().getFirst().frozen()).isFalse();
    }

    @Test
    void againIsNoError() {
        List<Long> tree = launchTree();
        assertThat(freeze(false)).isGreaterThanOrEqualTo(4);
        int first = freeze(true);
        assertThat(freeze(true)).isEqualTo(first);
        assertThat(freeze(false)).isEqualTo(first);
        assertThat(freeze(false)).isGreaterThanOrEqualTo(4);
        assertThat(tree).allSatisfy(pid -> awaitStopped(pid, false));
    }

    @Test
    void whatForksAllTheTimeStops() {
        control.launch(
                REF,
                "f() { while :; do /bin/true; sh -c '/bin/true & wait'; done; }; f & f & f & echo"
                        + " ready; wait");
        awaitOutput("ready");
        assertThat(freeze(true)).isGreaterThanOrEqualTo(4);
        List<Long> found = Trees.marked(REF);
        assertThat(found).isNotEmpty().allSatisfy(pid -> awaitStopped(pid, true));
        assertThat(Trees.marked(REF)).isEqualTo(found);
    }

    @Test
    void whatWasStoppedBeforeStaysSo() {
        control.launch(REF, "sleep 1000 & kill -STOP $!; echo $! > " + pids + "; wait");
        Eventually.until("a stopped job", () -> Trees.pids(pids).stream().anyMatch(Trees::stopped));
        long job = Trees.pids(pids).getFirst();
        freeze(true);
        freeze(false);
        assertThat(Trees.stopped(job)).isTrue();
    }

    @Test
    void aStopLetsItGoOnFirst() {
        control.launch(REF, "trap 'exit 7' TERM; echo ready; while :; do sleep 0.01; done");
        awaitOutput("ready");
        freeze(true);
        var stopped = (ControlReply.Stopped) control.stop(REF, LONG, false);
        assertThat(stopped.status()).isEqualTo(new ExitStatus.Exited(7));
        assertThat(stopped.killed()).isZero();
    }

    @Test
    void aForcedStopOfAFrozenTreeLeavesNothing() {
        launchTree();
        freeze(true);
        assertThat(control.stop(REF, 0, true)).isInstanceOf(ControlReply.Stopped.class);
        assertThat(Trees.marked(REF)).isEmpty();
    }

    @Test
    void typedInputWaitsForTheThaw() {
        control.launch(REF, "stty -echo; echo ready; read x; echo got $x; sleep 1000");
        try (TestClient client = host.attach(REF)) {
            client.awaitReady();
            freeze(true);
            client.type("hello\n");
            client.send(new SessionFrame.Ping(1));
            client.await(SessionFrame.Ping.class);
            assertThat(client.text()).doesNotContain("got hello");
            freeze(false);
            client.awaitOutput("got hello");
        }
    }

    @Test
    void whatSomebodyElseLetsGoOnIsFrozenAgainByTheNextBeat() {
        List<Long> tree = launchTree();
        freeze(true);
        awaitStopped(tree.getFirst(), true);
        assertThat(Processes.signal(tree.getFirst(), SIGCONT)).isTrue();
        control.send(new HostRequest.Beat(control.nextRequest(), 50));
        long again = control.await(Beat.class).sequence() + 2;
        control.await(Beat.class, beat -> beat.sequence() >= again);
        awaitStopped(tree.getFirst(), true);
    }

    @Test
    void whatCannotBeFrozenIsRefusedByItsWord() {
        var stale = new RunnerRequest.Freeze(control.nextRequest(), REF, 5, true);
        assertThat(word(stale)).isEqualTo(Refusal.UNKNOWN_RUNNER);
        control.launch(REF, "exec sleep 1000");
        assertThat(word(stale)).isEqualTo(Refusal.STALE_FENCE);
        control.stop(REF, 0, true);
        assertThat(word(request(true))).isEqualTo(Refusal.ENDED);
    }

    private String word(RunnerRequest.Freeze request) {
        return control.ask(request) instanceof ControlReply.Failed failed ? failed.word() : "done";
    }

    private int freeze(boolean frozen) {
        return ((ControlReply.Done) control.ask(request(frozen))).count();
    }

    private RunnerRequest.Freeze request(boolean frozen) {
        return new RunnerRequest.Freeze(
                control.nextRequest(), REF, ControlClient.fence(REF), frozen);
    }

    /** A leader, a child, one in a session of its own, and one without an environment. */
    private List<Long> launchTree() {
        String busy = "echo $$ >> " + pids + "; while :; do sleep 0.01; done";
        control.launch(
                REF,
                "sh -c '"
                        + busy
                        + "' &\nsetsid sh -c '"
                        + busy
                        + "' &\nenv -i /usr/bin/setsid /bin/sh -c '"
                        + busy
                        + "' &\n"
                        + busy);
        Eventually.until("four processes", () -> Trees.pids(pids).size() == 4);
        return Trees.pids(pids);
    }

    private static void awaitStopped(long pid, boolean stopped) {
        Eventually.until(
                pid + (stopped ? " stopped" : " running"),
                () -> stopped ? Trees.standsStill(pid) : Trees.lives(pid) && !Trees.stopped(pid));
    }

    private void awaitOutput(String part) {
        try (TestClient client = host.attach(REF)) {
            client.awaitReady();
            assertThat(part).isEqualTo("ready");
        }
    }
}
