package dev.stratavore.pty.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.Program;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.pty.loop.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What every engine must do. */
public abstract class PtyEngineContract extends PtyProgramContract {
    private static final int IDLE = 200;
    private static final int SIGINT = 2;
    private static final int SIGQUIT = 3;
    private static final int SIGHUP = 1;
    private static final int SIGTERM = 15;
    private static final int SIGKILL = 9;
    private static final int SIGUSR1 = 10;

    @Test
    void theExitCodeIsTold() {
        assertThat(sh("exit 0").recorder().awaitExit()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(sh("exit 42").recorder().awaitExit()).isEqualTo(new ExitStatus.Exited(42));
    }

    @Test
    void anExitWith137IsNoSigkill() {
        assertThat(sh("exit 137").recorder().awaitExit()).isEqualTo(new ExitStatus.Exited(137));
        assertThat(sh("kill -KILL $$").recorder().awaitExit())
                .isEqualTo(new ExitStatus.Signaled(SIGKILL));
    }

    @Test
    void whatIsWrittenLastIsNeverLost() {
        for (int i = 0; i < 300; i++) {
            Terminal fast = run("/bin/echo", "last " + i);
            fast.recorder().awaitExit();
            assertThat(fast.recorder().text()).isEqualTo("last " + i + "\r\n");
        }
    }

    @Test
    void muchOutputBeforeAnExitIsNeverLost() {
        Terminal terminal = sh("stty raw; head -c 300000 /dev/zero; printf end");
        terminal.recorder().awaitExit();
        assertThat(terminal.recorder().bytes()).hasSize(300_003);
        assertThat(terminal.recorder().text()).endsWith("end");
    }

    @Test
    void allByteValuesPassBothWays() {
        Terminal terminal = sh("stty raw -echo; printf ready; exec head -c 256");
        terminal.recorder().awaitText("ready");
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertThat(write(terminal, all)).isEqualTo(256);
        terminal.recorder().awaitExit();
        assertThat(terminal.recorder().text()).isEqualTo("ready" + new String(all, ISO_8859_1));
    }

    @Test
    void theSizeIsThereFromTheStartAndAChangeIsSignalled() {
        Terminal terminal =
                run(
                        "/usr/bin/perl",
                        "-e",
                        "$|=1; $SIG{WINCH}=sub{system 'stty size'; exit 3};"
                                + " system 'stty size'; print 'ready'; sleep 60 while 1");
        terminal.recorder().awaitText("ready");
        thread.run(() -> terminal.pty().resize(new TerminalSize(100, 30, 800, 600)));
        assertThat(terminal.recorder().awaitExit()).isEqualTo(new ExitStatus.Exited(3));
        assertThat(terminal.recorder().text()).isEqualTo("24 80\r\nready30 100\r\n");
    }

    @Test
    void theProgramLeadsASessionOnItsControllingTerminal() {
        Terminal terminal = sh("tty; exec 3<>/dev/tty && echo mine >&3; exec sleep 60");
        terminal.recorder().awaitText("mine");
        ProcStat stat = Objects.requireNonNull(ProcStat.of(terminal.pid()));
        assertThat(stat.kin().session()).isEqualTo(terminal.pid());
        assertThat(stat.kin().group()).isEqualTo(terminal.pid());
        assertThat(stat.terminal()).isNotZero();
        assertThat(thread.call(terminal.pty()::foregroundGroup)).isEqualTo((int) terminal.pid());
        assertThat(terminal.recorder().text()).startsWith("/dev/pts/");
    }

    @Test
    void theKeysForInterruptAndQuitEndAProgram() {
        for (var key : Map.of((byte) 3, SIGINT, (byte) 0x1c, SIGQUIT).entrySet()) {
            Terminal terminal = sh("ulimit -c 0; printf ready; exec sleep 60");
            terminal.recorder().awaitText("ready");
            assertThat(write(terminal, new byte[] {key.getKey()})).isEqualTo(1);
            assertThat(terminal.recorder().awaitExit())
                    .isEqualTo(new ExitStatus.Signaled(key.getValue()));
        }
    }

    @Test
    void noSignalIsIgnoredOrBlocked() {
        Terminal terminal = run("/bin/grep", "-E", "Sig(Ign|Blk)", "/proc/self/status");
        terminal.recorder().awaitExit();
        assertThat(signals(terminal, "SigBlk:")).isZero();
        assertThat(signals(terminal, "SigIgn:")).isZero();
    }

    /** A mask of /proc, without the two signals that the C library keeps to itself. */
    private static long signals(Terminal terminal, String name) {
        String text = terminal.recorder().text();
        int from = text.indexOf(name) + name.length() + 1;
        return Long.parseUnsignedLong(text.substring(from, from + 16), 16) & ~0x1_8000_0000L;
    }

    @Test
    void aTerminalTakesNoThread() {
        sh("exit 0").recorder().awaitExit();
        int before = threads();
        for (int i = 0; i < IDLE; i++) {
            assertThat(run("/bin/sleep", "1000").pid()).isPositive();
        }
        Eventually.until("no thread is left", () -> threads() <= before);
    }

    private static int threads() {
        return names(Path.of("/proc/self/task")).size();
    }

    @Test
    void aProgramThatItsKeeperCannotTakeInHandDoesNotRun() {
        var program = new Program(List.of("/bin/sleep", "1000"), Map.of(), "/");
        run("/bin/true").recorder().awaitExit();
        int before = names(Path.of("/proc/self/fd")).size();
        var pids = new ArrayList<Long>();
        SpawnResult result =
                engine.spawn(
                        program,
                        TerminalSize.of(80, 24),
                        0,
                        pid -> {
                            pids.add(pid);
                            throw new IllegalStateException("no group for it");
                        });
        assertThat(result)
                .isEqualTo(
                        new SpawnResult.Refused(Refusal.INTERNAL, "cannot start: no group for it"));
        long pid = pids.getFirst();
        assertThat(engine.owns(pid)).isFalse();
        Eventually.until(
                "it is dead",
                () -> {
                    ProcStat stat = ProcStat.of(pid);
                    return stat == null || stat.state() == 'Z';
                });
        long _ = Processes.discard(pid);
        assertThat(names(Path.of("/proc/self/fd"))).hasSize(before);
    }

    @Test
    void inputForAProgramThatDoesNotReadIsBoundedAndRoomIsTold() {
        Terminal terminal =
                run(
                        "/usr/bin/perl",
                        "-e",
                        "$|=1; system 'stty raw -echo'; $SIG{USR1}=sub{$go=1}; print 'ready';"
                                + " select(undef,undef,undef,0.05) until $go;"
                                + " while(sysread(STDIN,$b,65536)){$n+=length $b;"
                                + " last if substr($b,-1) eq 'z'} print \"got $n\"");
        terminal.recorder().awaitText("ready");
        byte[] much = new byte[1 << 20];
        int taken = 0;
        for (int more = write(terminal, much); more > 0; more = write(terminal, much)) {
            taken += more;
            assertThat(thread.call(terminal.pty()::queuedInput))
                    .isLessThanOrEqualTo(Pty.INPUT_LIMIT);
        }
        assertThat(taken).isBetween(Pty.INPUT_LIMIT, Pty.INPUT_LIMIT + (128 << 10));

        Processes.signal(terminal.pid(), SIGUSR1);
        terminal.recorder().awaitDrained();
        assertThat(write(terminal, new byte[] {'z'})).isEqualTo(1);
        terminal.recorder().awaitText("got " + (taken + 1));
    }

    @Test
    void aPausedTerminalHoldsItsProgramBack() {
        Terminal terminal = sh("stty raw; printf ready; exec yes");
        terminal.recorder().awaitText("ready");
        thread.run(terminal.pty()::pauseReading);
        int before = terminal.recorder().bytes().length;
        assertThat(sh("exit 0").recorder().awaitExit()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(terminal.recorder().bytes()).hasSize(before);
        thread.run(terminal.pty()::resumeReading);
        terminal.recorder().awaitBytes(before + 100_000);
    }

    @Test
    void anExitWhilePausedIsToldAfterTheOutputThatWasLeft() {
        Terminal terminal =
                sh("stty raw; printf ready; read x; head -c 12000 /dev/zero; printf rest");
        terminal.recorder().awaitText("ready");
        thread.run(terminal.pty()::pauseReading);
        assertThat(write(terminal, new byte[] {'\n'})).isEqualTo(1);
        Eventually.until("collected", () -> !engine.owns(terminal.pid()));
        assertThat(terminal.recorder().text()).endsWith("ready");
        int before = terminal.recorder().bytes().length;
        thread.run(terminal.pty()::resumeReading);
        terminal.recorder().awaitExit();
        assertThat(terminal.recorder().text()).endsWith("rest");
        assertThat(terminal.recorder().bytes().length - before).isGreaterThanOrEqualTo(12_004);
    }

    @Test
    void aChildThatKeepsTheTerminalDoesNotDelayTheExit() {
        Terminal terminal = sh("(trap '' HUP; exec sleep 60) & echo $!");
        assertThat(terminal.recorder().awaitExit()).isEqualTo(new ExitStatus.Exited(0));
        long child = Long.parseLong(terminal.recorder().text().strip());
        assertThat(Processes.signal(child, SIGKILL)).isTrue();
    }

    @Test
    void aProgramMayLetGoOfItsTerminalAndTakeItAgain() {
        Terminal terminal =
                sh(
                        "t=$(tty); printf gone; exec 0<&- 1>&- 2>&-; /bin/sleep 0.2;"
                                + " exec 1>$t; printf back; exit 3");
        assertThat(terminal.recorder().awaitExit()).isEqualTo(new ExitStatus.Exited(3));
        assertThat(terminal.recorder().text()).isEqualTo("goneback");
    }

    @Test
    void theProgramHasNoDescriptorsButItsTerminal() {
        Terminal first = sh("exec sleep 60");
        Terminal terminal = sh("printf ready; exec sleep 60");
        terminal.recorder().awaitText("ready");
        assertThat(names(Path.of("/proc", Long.toString(terminal.pid()), "fd")))
                .containsExactlyInAnyOrder("0", "1", "2");
        assertThat(first.pid()).isNotEqualTo(terminal.pid());
    }

    @Test
    void aProgramLeadsItsOwnSessionAndGroupWithTheUsualMask() throws IOException {
        Terminal terminal = sh("umask; printf ready; exec sleep 60");
        terminal.recorder().awaitText("ready");
        ProcStat stat = Objects.requireNonNull(ProcStat.of(terminal.pid()));
        assertThat(stat.kin().session()).isEqualTo(terminal.pid());
        assertThat(stat.kin().group()).isEqualTo(terminal.pid());
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("Umask:")) {
                assertThat(terminal.recorder().text())
                        .startsWith(line.substring("Umask:".length()).strip());
            }
        }
    }

    @Test
    void aProgramIsHeldUntilItsCallerLetsItGo() {
        Path lines = directory.resolve("lines");
        var script = "while :; do echo x >> " + lines + "; done";
        var program = new Program(List.of("/bin/sh", "-c", script), Map.of(), "/");
        long[] seen = new long[2];
        SpawnResult result =
                engine.spawn(
                        program,
                        TerminalSize.of(80, 24),
                        0,
                        pid -> {
                            Eventually.until("held", () -> stands(pid));
                            seen[0] = length(lines);
                            assertThat(somethingElseRuns()).isZero();
                            seen[1] = length(lines);
                        });
        Terminal terminal = opened(result);
        assertThat(seen[1]).as("it does nothing while it is held").isEqualTo(seen[0]);
        Eventually.until("it goes on", () -> length(lines) > seen[1]);
        Processes.signal(terminal.pid(), SIGTERM);
        assertThat(terminal.recorder().awaitExit()).isEqualTo(new ExitStatus.Signaled(SIGTERM));
    }

    /** It waits for something, or a signal has stopped it. */
    private static boolean stands(long pid) {
        ProcStat stat = Objects.requireNonNull(ProcStat.of(pid));
        return stat.stopped() || stat.state() == 'S';
    }

    private static int somethingElseRuns() {
        try {
            return new ProcessBuilder("/bin/sh", "-c", "exit 0").start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static long length(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Also where the one that starts it has more descriptors than that. */
    @Test
    void aProgramMayHaveNoMoreFilesOpenThanItIsAllowed() {
        List<FileChannel> many = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                many.add(FileChannel.open(Path.of("/dev/null")));
            }
            var program = new Program(List.of("/bin/sh", "-c", "ulimit -n"), Map.of(), "/");
            Terminal terminal =
                    opened(engine.spawn(program, TerminalSize.of(80, 24), 64, pid -> {}));
            assertThat(terminal.recorder().awaitExit()).isEqualTo(new ExitStatus.Exited(0));
            assertThat(terminal.recorder().text()).isEqualTo("64\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            many.forEach(PtyEngineContract::close);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aSignalThatComesBeforeTheProgramRunsIsNotLost() {
        for (int number : new int[] {SIGHUP, SIGINT, SIGQUIT, SIGTERM}) {
            var program = new Program(List.of("/bin/sleep", "60"), Map.of(), "/");
            Terminal terminal =
                    opened(
                            engine.spawn(
                                    program,
                                    TerminalSize.of(80, 24),
                                    0,
                                    pid -> Processes.signal(pid, number)));
            assertThat(terminal.recorder().awaitExit()).isEqualTo(new ExitStatus.Signaled(number));
        }
    }

    @Test
    void noDescriptorStaysOpenAfterManyPrograms() {
        run("/bin/true").recorder().awaitExit();
        int before = names(Path.of("/proc/self/fd")).size();
        for (int i = 0; i < 300; i++) {
            run("/bin/true").recorder().awaitExit();
        }
        assertThat(names(Path.of("/proc/self/fd"))).hasSizeLessThan(before + 10);
    }
}
