package dev.stratavore.pty.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.engine.ProcStat;
import dev.stratavore.pty.frame.AttachOptions;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.ControlReply.Beat;
import dev.stratavore.pty.frame.FrameType;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest;
import dev.stratavore.pty.frame.SessionFrame;
import dev.stratavore.pty.loop.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a host in a process of its own can do: adopt orphans, hear of stopped children. */
final class AdoptedTest {
    private static final RunnerRef REF = TestRunners.attempt("runner-o", 1);

    @TempDir Path directory;
    private AgentProcess agent;
    private ControlClient control;

    @BeforeEach
    void start() {
        agent = new AgentProcess(directory);
        control = agent.control();
    }

    @AfterEach
    void stop() {
        control.ask(new HostRequest.Shutdown(control.nextRequest(), true));
        control.close();
        agent.close();
    }

    @Test
    void aLeaderThatStopsItselfGoesOnAtOnce() {
        control.launch(
                REF,
                "stty -echo; echo ready; read x; kill -STOP $$; kill -STOP $$; echo after;"
                        + " exec sleep 60");
        try (TestClient client = attach()) {
            client.awaitReady();
            client.type("\n");
            client.awaitOutput("after");
        }
    }

    @Test
    void aLeaderThatStopsItselfAllTheTimeGoesOnNowAndThen() {
        int times = 5;
        control.launch(
                REF,
                "stty -echo; echo ready; read x; i=0; while [ $i -lt "
                        + times
                        + " ]; do kill -STOP $$; i=$((i+1)); done; echo after; exec sleep 60");
        try (TestClient client = attach()) {
            client.awaitReady();
            long begun = System.nanoTime();
            client.type("\n");
            client.awaitOutput("after");
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isGreaterThanOrEqualTo(StoppedLeaders.PAUSE.multipliedBy(times - 1));
        }
    }

    @Test
    void aFrozenLeaderIsNotTakenForOneThatStoppedItself() {
        long pid = control.launch(REF, "while :; do :; done").process().pid();
        var freeze =
                new RunnerRequest.Freeze(
                        control.nextRequest(), REF, ControlClient.fence(REF), true);
        control.ask(freeze);
        Eventually.until("stopped", () -> Trees.stopped(pid));
        control.send(new HostRequest.Beat(control.nextRequest(), 50));
        long before = cpuTicks(pid);
        control.await(Beat.class, beat -> beat.sequence() >= 4);
        assertThat(Trees.stopped(pid)).isTrue();
        assertThat(cpuTicks(pid)).isEqualTo(before);
    }

    private static long cpuTicks(long pid) {
        return Objects.requireNonNull(ProcStat.of(pid)).use().cpuTicks();
    }

    @Test
    void anOrphanWithoutSessionParentOrEnvironmentEndsWithItsRunner() {
        Path pids = directory.resolve("pids");
        String deaf = "trap \"\" TERM HUP INT; echo $$ >> " + pids + "; while :; do sleep 1; done";
        control.launch(
                REF,
                "env -i /usr/bin/setsid /bin/sh -c '/usr/bin/setsid /bin/sh -c \""
                        + deaf.replace("\"", "\\\"").replace("$", "\\$")
                        + "\" < /dev/null > /dev/null 2>&1 &' &\nexec sleep 1000");
        Eventually.until(
                "an orphan of the host's",
                () -> Trees.pids(pids).stream().anyMatch(pid -> parent(pid) == agent.pid()));
        long orphan = Trees.pids(pids).getFirst();
        assertThat(control.stop(REF, 0, false)).isInstanceOf(ControlReply.Stopped.class);
        assertThat(Trees.lives(orphan)).isFalse();
        assertThat(Trees.marked(REF)).isEmpty();
    }

    private static long parent(long pid) {
        ProcStat stat = ProcStat.of(pid);
        return stat == null ? 0 : stat.kin().parent();
    }

    @Test
    void theProcessorTimeOfAnOrphanThatEndedCounts() {
        String burn = "i=0; while test $i -lt 300000; do i=$((i+1)); done";
        Path done = directory.resolve("pids");
        control.launch(
                REF, "(setsid sh -c '" + burn + "; echo $$ > " + done + "' &) ; exec sleep 1000");
        Eventually.until("an end", () -> Trees.pids(done).size() == 1);
        long pid = Trees.pids(done).getFirst();
        Eventually.until("a collected orphan", () -> ProcStat.of(pid) == null);
        control.send(new HostRequest.Beat(control.nextRequest(), 50));
        Beat beat =
                control.await(
                        Beat.class, some -> some.runners().getFirst().usage().cpuMicros() > 50_000);
        assertThat(beat.runners().getFirst().usage().processes()).isEqualTo(1);
    }

    private TestClient attach() {
        var client = new TestClient(agent.socket());
        client.send(
                new SessionFrame.AttachHello(
                        FrameType.PROTOCOL_VERSION,
                        REF,
                        ControlClient.SIZE,
                        new AttachOptions(false, false, 0, AttachOptions.AFRESH),
                        "xterm",
                        "me"));
        assertThat(client.await(SessionFrame.AttachWelcome.class).target()).isEqualTo(REF);
        return client;
    }
}
