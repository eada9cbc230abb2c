package dev.stratavore.pty.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.engine.ProcStat;
import dev.stratavore.pty.engine.Processes;
import dev.stratavore.pty.frame.AttachFrame;
import dev.stratavore.pty.frame.AttachOptions;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.FrameType;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.HostSettings;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.SessionFrame;
import dev.stratavore.pty.loop.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentProcessTest {
    private static final RunnerRef REF = TestRunners.attempt("runner-a", 1);
    private static final int SIGHUP = 1;
    private static final int SIGINT = 2;
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;

    @TempDir Path directory;

    @Test
    void itServesItsOwnerOnlyAndEndsWhenAsked() throws IOException {
        try (var agent = new AgentProcess(directory);
                ControlClient control = agent.control()) {
            assertThat(mode(agent.socket())).isEqualTo("rw-------");
            assertThat(mode(directory.resolve("state"))).isEqualTo("rwx------");
            assertThat(mode(directory.resolve("state/journal"))).isEqualTo("rw-------");
            control.ask(new HostRequest.Shutdown(control.nextRequest(), false));
            assertThat(agent.awaitExit()).isZero();
            assertThat(agent.socket()).doesNotExist();
            assertThat(agent.output()).containsPattern("event=engine name=(FFM|PTY4J) wanted=");
        }
    }

    @Test
    void itsLogIsABoundedSetOfFilesThatStandardErrorFollows() throws IOException {
        Path log = directory.resolve("own.log");
        List<String> arguments =
                List.of(
                        "--state",
                        directory.resolve("state").toString(),
                        "--socket",
                        directory.resolve("host.sock").toString(),
                        "--log",
                        log.toString(),
                        "--log-bytes",
                        "1",
                        "--log-files",
                        "2");
        try (var agent = new AgentProcess(directory, arguments)) {
            Eventually.until("it serves", () -> holds(log, "event=serving"));
            try (var first = new ControlClient(agent.socket());
                    var second = new ControlClient(agent.socket())) {
                assertThat(first.list()).isEmpty();
                assertThat(second.list()).isEmpty();
                assertThat(holds(log, "event=control-opened")).isTrue();
                assertThat(holds(directory.resolve("own.log.1"), "event=control-opened")).isTrue();
                assertThat(directory.resolve("own.log.2")).doesNotExist();
                for (String stream : List.of("1", "2")) {
                    Path target = Path.of("/proc", Long.toString(agent.pid()), "fd", stream);
                    assertThat(Files.readSymbolicLink(target)).isEqualTo(log.toRealPath());
                }
            }
            assertThat(agent.output()).as("nothing where its starter pointed").isEmpty();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.exists(file) && Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aSecondOneSaysWhoRunsAndLeavesTheFirstAlone() {
        try (var first = new AgentProcess(directory);
                ControlClient control = first.control();
                var second = new AgentProcess(directory)) {
            assertThat(second.awaitExit()).isZero();
            assertThat(second.output()).contains("runs already: pid " + first.pid());
            assertThat(control.list()).isEmpty();
            assertThat(first.socket()).exists();
        }
    }

    @Test
    void signalsThatEndOthersDoNotEndItWhileARunnerLives() {
        try (var agent = new AgentProcess(directory);
                ControlClient control = agent.control()) {
            control.launch(REF, "exec sleep 60");
            for (int number : new int[] {SIGHUP, SIGINT, SIGTERM}) {
                assertThat(Processes.signal(agent.pid(), number)).isTrue();
            }
            agent.awaitLog("event=signal-ignored signal=TERM live=1");
            agent.awaitLog("event=signal-ignored signal=INT live=1");
            assertThat(control.list()).hasSize(1);

            var refused = control.ask(new HostRequest.Shutdown(control.nextRequest(), false));
            assertThat(((ControlReply.Failed) refused).word()).isEqualTo(Refusal.RUNNERS_ALIVE);
            control.stop(REF, 0, true);
            assertThat(Processes.signal(agent.pid(), SIGTERM)).isTrue();
            assertThat(agent.awaitExit()).isZero();
        }
    }

    @Test
    void runnersLiveOnWithoutADaemonAndTheirEndIsKnownAfterwards() {
        var other = TestRunners.attempt("runner-b", 1);
        try (var agent = new AgentProcess(directory)) {
            long pid;
            try (ControlClient control = agent.control()) {
                pid = control.launch(REF, "read line; exit 5").process().pid();
                control.launch(other, "exec sleep 60");
            }
            try (TestClient client = attach(agent)) {
                client.type("\r");
                client.await(AttachFrame.Exit.class);
            }
            try (ControlClient control = agent.control()) {
                assertThat(control.list()).hasSize(2);
                control.followJournal(0);
                var entry = control.awaitEvent(REF, JournalEvent.Exited.class);
                assertThat(((JournalEvent.Exited) entry.event()).status())
                        .isEqualTo(new ExitStatus.Exited(5));
                control.ask(new HostRequest.Ack(control.nextRequest(), entry.sequence()));
                assertThat(control.list().getFirst().target()).isEqualTo(other);
                assertThat(pid).isPositive();
                control.stop(other, 0, true);
            }
        }
    }

    @Test
    void aNewHostTellsWhatTheOneBeforeItLostAndEndsWhatIsLeftOfIt() throws IOException {
        Path pidFile = directory.resolve("pid");
        var ended = TestRunners.attempt("runner-ended", 1);
        var settings = new HostSettings(32 << 20, 128 << 10, 10, false);
        try (var agent = new AgentProcess(directory);
                ControlClient control = agent.control()) {
            control.ask(new HostRequest.Config(control.nextRequest(), settings));
            control.followJournal(0);
            control.launch(ended, "exit 6");
            control.awaitEvent(ended, JournalEvent.Exited.class);
            control.launch(
                    REF,
                    "setsid sh -c 'trap \"\" HUP TERM; echo $$ > "
                            + pidFile
                            + "; while :; do sleep 1000; done' & echo before; exec sleep 1000");
            Eventually.until("a child", () -> Files.exists(pidFile) && !read(pidFile).isEmpty());
            Path output = directory.resolve("state/runners/" + REF.runner() + "/1/0001.out");
            Eventually.until(
                    "output", () -> Files.exists(output) && read(output).contains("before"));
            agent.kill();
        }
        long left = Long.parseLong(read(pidFile));
        assertThat(lives(left)).isTrue();
        try (var agent = new AgentProcess(directory);
                ControlClient control = agent.control()) {
            control.followJournal(0);
            var first = control.awaitEvent(ended, JournalEvent.Exited.class).event();
            assertThat(((JournalEvent.Exited) first).status()).isEqualTo(new ExitStatus.Exited(6));
            var second = control.awaitEvent(REF, JournalEvent.Exited.class).event();
            assertThat(((JournalEvent.Exited) second).status()).isEqualTo(new ExitStatus.Lost());
            assertThat(control.list()).hasSize(2).noneMatch(status -> status.alive());
            Eventually.until("the child's end", () -> !lives(left));
            assertThat(control.screen(REF)).startsWith("before");
        }
    }

    @Test
    void orphansOfRunnersBecomeItsChildrenAndAreCollected() {
        Path pidFile = directory.resolve("pid");
        try (var agent = new AgentProcess(directory);
                ControlClient control = agent.control()) {
            control.launch(
                    REF,
                    "(setsid sh -c 'echo $$ > "
                            + pidFile
                            + "; exec sleep 1000' &); exec sleep 1000");
            Eventually.until("a child", () -> Files.exists(pidFile) && !read(pidFile).isEmpty());
            long orphan = Long.parseLong(read(pidFile));
            Eventually.until("adoption", () -> parent(orphan) == agent.pid());
            assertThat(Processes.signal(orphan, SIGKILL)).isTrue();
            Eventually.until("collection", () -> ProcStat.of(orphan) == null);
            control.stop(REF, 0, true);
        }
    }

    @Test
    void aStaleSocketIsNoObstacle() {
        try (var agent = new AgentProcess(directory)) {
            agent.control().close();
            agent.kill();
            assertThat(agent.socket()).exists();
        }
        try (var agent = new AgentProcess(directory);
                ControlClient control = agent.control()) {
            assertThat(control.list()).isEmpty();
        }
    }

    @Test
    void aSocketThatAnotherHostServesIsLeftAlone() throws IOException {
        try (var agent = new AgentProcess(directory);
                ControlClient control = agent.control()) {
            String state = directory.resolve("other").toString();
            assertThat(run("--state", state, "--socket", agent.socket().toString())).isEqualTo(78);
            try (ControlClient again = agent.control()) {
                assertThat(again.list()).isEqualTo(control.list());
            }
        }
    }

    @Test
    void anEngineThatDoesNotWorkHereIsOneLineAndAWrongConfiguration() {
        HostUnderTest.allowCgroups(directory, false);
        try (var agent =
                new AgentProcess(
                        directory,
                        List.of("-Dos.name=Other"),
                        List.of(
                                "--state",
                                directory.resolve("state").toString(),
                                "--socket",
                                directory.resolve("host.sock").toString(),
                                "--pty-engine",
                                "ffm"))) {
            assertThat(agent.awaitExit()).isEqualTo(78);
            assertThat(agent.output())
                    .isEqualTo(
                            "the pty engine ffm does not work here: it is for Linux on amd64, not"
                                    + " Other on amd64; choose another pty.engine\n");
        }
    }

    @Test
    void wrongArgumentsAreOneLineAndTheRightExitCode() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--state", "/x")).isEqualTo(2);
        assertThat(run("--state", "x", "--socket", "/y")).isEqualTo(2);
        assertThat(run("--nonsense", "1")).isEqualTo(2);
        assertThat(run("--state", "/x", "--socket", "/y", "--pty-engine", "fork")).isEqualTo(2);
        assertThat(run("--state", "/x", "--socket", "/y", "--log", "/z")).isEqualTo(2);
        assertThat(run("--state", "/x", "--socket", "/" + "y".repeat(104))).isEqualTo(2);
        Path file = Files.writeString(directory.resolve("file"), "");
        String socket = directory.resolve("s").toString();
        assertThat(run("--state", file.toString(), "--socket", socket)).isEqualTo(78);
        String nowhere = directory.resolve("no/such/s").toString();
        String state = directory.resolve("state").toString();
        assertThat(run("--state", state, "--socket", nowhere)).isEqualTo(78);
    }

    private int run(String... arguments) throws IOException {
        Path place = Files.createTempDirectory(directory, "run");
        try (var agent = new AgentProcess(place, List.of(arguments))) {
            int code = agent.awaitExit();
            assertThat(agent.output().lines()).hasSize(1);
            return code;
        }
    }

    static TestClient attach(AgentProcess agent) {
        var client = new TestClient(agent.socket());
        client.send(
                new SessionFrame.AttachHello(
                        FrameType.PROTOCOL_VERSION,
                        REF,
                        ControlClient.SIZE,
                        new AttachOptions(false, false, 0, AttachOptions.AFRESH),
                        "xterm",
                        "me"));
        client.await(AttachFrame.Snapshot.class);
        return client;
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean lives(long pid) {
        ProcStat stat = ProcStat.of(pid);
        return stat != null && !stat.ended();
    }

    private static long parent(long pid) {
        return Objects.requireNonNull(ProcStat.of(pid)).kin().parent();
    }
}
