package dev.stratavore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.Fifo;
import dev.stratavore.testkit.ProcessTree;
import dev.stratavore.testkit.Shells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting the daemon, with a program in its place that tells its progress. */
final class DaemonStartTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int AT_ONCE = 8;

    @TempDir Path scratch = Path.of("unset");
    private Path state = Path.of("unset");
    private Shells shells = Shells.in(Path.of("/"));
    private Installed installed = new Installed(Path.of("unset"));

    @BeforeEach
    void install() throws IOException {
        installed = Installed.in(scratch.resolve("home"));
        state = Files.createDirectories(scratch.resolve("state/stratavore"));
        shells =
                Shells.in(scratch)
                        .with("XDG_STATE_HOME", scratch.resolve("state").toString())
                        .with("STRATAVORE_JAVA_HOME", Installed.javaHome());
        daemonProgram("exec " + fakeDaemon());
    }

    private String fakeDaemon() {
        return String.join(
                " ",
                List.of(
                        Installed.javaHome() + "/bin/java",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeDaemonMain.class.getName(),
                        state.toString(),
                        state.resolve("stratavored.sock").toString()));
    }

    private void daemonProgram(String script) throws IOException {
        Path daemon = installed.home().resolve("bin/stratavored");
        Files.writeString(daemon, "#!/bin/sh\n" + script + "\n");
        assertThat(daemon.toFile().setExecutable(true)).isTrue();
    }

    @AfterEach
    void killDaemons() throws IOException {
        for (String pid : pids()) {
            if (ProcessTree.alive(Long.parseLong(pid))) {
                ProcessTree.signal(Long.parseLong(pid), "KILL");
            }
        }
    }

    private List<String> pids() throws IOException {
        Path file = state.resolve("pids");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private Shells.Result run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(installed.program().toString()));
        command.addAll(List.of(arguments));
        return shells.run(SOON, command.toArray(String[]::new));
    }

    @Test
    void manyCommandsAtOnceStartOneDaemon() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            Callable<Shells.Result> one = () -> run("new", "market");
            List<Callable<Shells.Result>> all = Collections.nCopies(AT_ONCE, one);
            for (Future<Shells.Result> result : threads.invokeAll(all)) {
                assertThat(result.get().stderr()).isEmpty();
                assertThat(result.get().exitCode()).isZero();
            }
        }
        assertThat(pids()).hasSize(1);
    }

    @Test
    void theDaemonOutlivesItsCommandInASessionOfItsOwn() throws IOException {
        assertThat(run("daemon", "start").exitCode()).isZero();
        long pid = Long.parseLong(pids().getFirst());
        assertThat(ProcessTree.alive(pid)).isTrue();
        assertThat(ProcessTree.session(pid)).contains(pid);
        assertThat(Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd")))
                .isEqualTo(Path.of("/"));
        // Bit 31 is the C library's own signal 32.
        assertThat(Files.readString(Path.of("/proc/" + pid + "/status")))
                .containsPattern("SigIgn:\t0{8}[08]0{7}\n");
        assertThat(run("status").exitCode()).isZero();
    }

    @Test
    void aCrashedDaemonIsStartedAgainByAnyCommand() throws IOException {
        assertThat(run("status").exitCode()).isEqualTo(69);
        assertThat(run("daemon", "start").exitCode()).isZero();
        ProcessTree.signal(Long.parseLong(pids().getFirst()), "KILL");
        Await.end(Long.parseLong(pids().getFirst()), SOON);
        Files.deleteIfExists(state.resolve("stratavored.sock"));
        Shells.Result again = run("status");
        assertThat(again.exitCode()).isZero();
        assertThat(again.stderr()).contains("ended without being stopped");
        assertThat(pids()).hasSize(2);
    }

    @Test
    void whatADaemonSaysOnStandardErrorIsKeptBesideItsLogAndThatOfTheOneBefore()
            throws IOException {
        Path logs = state.resolve("logs");
        daemonProgram("echo first >&2; exit 70");
        Shells.Result first = run("new", "market");
        assertThat(first.exitCode()).isEqualTo(70);
        assertThat(first.stderr()).contains(logs.resolve("stratavored.stderr").toString());
        daemonProgram("echo second >&2; exit 70");
        assertThat(run("new", "market").exitCode()).isEqualTo(70);
        assertThat(logs.resolve("stratavored.stderr")).hasContent("second");
        assertThat(logs.resolve("stratavored.stderr.1")).hasContent("first");
        assertThat(logs.resolve("stratavored.log")).doesNotExist();
    }

    /** As systemd would, without the start lock; it holds its own when this returns. */
    private Process startBesides() throws IOException {
        Fifo locked = Fifo.create(state.resolve("locked"));
        Process process =
                new ProcessBuilder(installed.home().resolve("bin/stratavored").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(scratch.resolve("besides.out").toFile())
                        .start();
        shells.sh(SOON, "cat \"$1\"", locked.path().toString()).expectSuccess();
        Files.delete(locked.path());
        return process;
    }

    @Test
    void aDaemonThatIsStartingIsWaitedFor() throws Exception {
        Fifo gate = Fifo.create(state.resolve("gate"));
        Process daemon = startBesides();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Shells.Result> status = threads.submit(() -> run("status"));
            Await.until("a command that waits", SOON, this::somebodyWaits);
            gate.open(SOON);
            assertThat(status.get().stderr()).isEmpty();
            assertThat(status.get().exitCode()).isZero();
        }
        assertThat(pids()).containsExactly(Long.toString(daemon.pid()));
    }

    @Test
    void aDaemonThatDiesWhileItIsWaitedForIsStartedAgain() throws Exception {
        Fifo gate = Fifo.create(state.resolve("gate"));
        Process daemon = startBesides();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Shells.Result> status = threads.submit(() -> run("status"));
            Await.until("a command that waits", SOON, this::somebodyWaits);
            Files.delete(gate.path());
            ProcessTree.signal(daemon.pid(), "KILL");
            assertThat(status.get().exitCode()).isZero();
            assertThat(status.get().stderr()).contains("ended without being stopped");
        }
        assertThat(pids()).hasSize(2);
    }

    /** Whether a command of ours is told by the kernel of changes in a directory. */
    private boolean somebodyWaits() {
        for (long pid : ProcessTree.withMarker("XDG_STATE_HOME", scratch + "/state")) {
            try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
                for (Path each : descriptors.toList()) {
                    if (Files.readSymbolicLink(each).toString().contains("inotify")) {
                        return true;
                    }
                }
            } catch (IOException gone) {
                return false;
            }
        }
        return false;
    }

    @Test
    void whoLosesTheRaceToStartUsesTheWinnersDaemon() throws IOException {
        Fifo _ = Fifo.create(state.resolve("locked"));
        daemonProgram(
                "if mkdir "
                        + state.resolve("raced")
                        + " 2>/dev/null; then\n  setsid "
                        + fakeDaemon()
                        + " </dev/null >/dev/null 2>&1 &\n  read -r _ <"
                        + state.resolve("locked")
                        + "\nfi\nrm -f "
                        + state.resolve("locked")
                        + "\nexec "
                        + fakeDaemon());
        Shells.Result result = run("new", "market");
        assertThat(result.stderr()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(pids()).as("the winner's and the loser's").hasSize(2);
    }

    @Test
    void aDaemonThatStoppedInOrderIsNotStartedUnasked() throws IOException {
        Files.createFile(state.resolve("daemon.lock"));
        Files.createFile(state.resolve("clean-stop"));
        Shells.Result status = run("status");
        assertThat(status.exitCode()).isEqualTo(69);
        assertThat(status.stderr()).contains("stratavore daemon start").hasLineCount(1);
        assertThat(pids()).isEmpty();
    }

    @Test
    void whatTheDaemonSaysOfItsFailureIsTheOneLine() throws IOException {
        Files.createFile(state.resolve("fail"));
        Shells.Result result = run("new", "market");
        assertThat(result.exitCode()).isEqualTo(78);
        assertThat(result.stderr())
                .isEqualTo("stratavore: stratavored did not start: the database is in the way\n");
    }
}
