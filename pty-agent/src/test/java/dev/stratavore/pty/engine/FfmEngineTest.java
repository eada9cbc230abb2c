package dev.stratavore.pty.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.Program;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.pty.loop.EventLoop;
import dev.stratavore.pty.loop.Fds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FfmEngineTest extends PtyEngineContract {
    private static final int SIGKILL = 9;
    private static final int ENOENT = 2;

    @Override
    protected PtyEngine create(EventLoop loop) {
        try {
            return new FfmEngine(loop, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theProgramIsCalledAsItWasAskedFor() {
        var program =
                new Program(
                        List.of("grep", "-zo", "^grep$", "/proc/self/cmdline"),
                        Map.of("PATH", "/usr/bin:/bin"),
                        "/");
        assertThat(outputOf(program)).isEqualTo("grep\0");
    }

    @Test
    void evenTheSignalsOfTheLibraryAreNotIgnored() {
        Terminal terminal = run("/bin/grep", "SigIgn", "/proc/self/status");
        terminal.recorder().awaitExit();
        assertThat(terminal.recorder().text()).isEqualTo("SigIgn:\t0000000000000000\r\n");
    }

    @Test
    void whatTheSystemDoesNotRunIsRefused() throws IOException {
        Path orphan = executable("orphan", "#!/no/such/interpreter\n".getBytes(UTF_8));
        Path alien = executable("alien", new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0});
        assertThat(refusal(List.of(orphan.toString()), "/")).isEqualTo(Refusal.NO_SUCH_PROGRAM);
        assertThat(refusal(List.of(alien.toString()), "/")).isEqualTo(Refusal.NOT_EXECUTABLE);
    }

    @Test
    void whatIsTooMuchTogetherIsRefused() {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            environment.put("V" + i, "x".repeat(100_000));
        }
        var program = new Program(List.of("/bin/true"), environment, "/");
        assertThat(engine.spawn(program, TerminalSize.of(80, 24), 0, pid -> {}))
                .isInstanceOfSatisfying(
                        SpawnResult.Refused.class,
                        refused -> assertThat(refused.word()).isEqualTo(Refusal.BAD_REQUEST));
    }

    @Test
    void refusalsLeaveNoDescriptorAndNoLeader() throws IOException {
        Path orphan = executable("orphan", "#!/no/such/interpreter\n".getBytes(UTF_8));
        sh("exit 0").recorder().awaitExit();
        int before = names(Path.of("/proc/self/fd")).size();
        long[] pid = new long[1];
        for (int i = 0; i < 50; i++) {
            var program = new Program(List.of(orphan.toString()), Map.of(), "/");
            SpawnResult result =
                    engine.spawn(program, TerminalSize.of(80, 24), 0, held -> pid[0] = held);
            assertThat(result).isInstanceOf(SpawnResult.Refused.class);
            assertThat(engine.owns(pid[0])).isFalse();
        }
        assertThat(names(Path.of("/proc/self/fd"))).hasSize(before);
    }

    @Test
    void aChildThatIsKilledWhileItIsHeldEndsAsAProgramDoes() {
        var program = new Program(List.of("/bin/sleep", "1000"), Map.of(), "/");
        Terminal terminal =
                opened(
                        engine.spawn(
                                program,
                                TerminalSize.of(80, 24),
                                0,
                                pid -> Processes.signal(pid, SIGKILL)));
        assertThat(terminal.recorder().awaitExit()).isEqualTo(new ExitStatus.Signaled(SIGKILL));
    }

    @Test
    void aDirectoryThatVanishesOnTheWayEndsTheWaitForTheChild() throws IOException {
        int master = OpenedFiles.open("/dev/ptmx", OpenedFiles.BOTH | OpenedFiles.NO_TERMINAL);
        var gate = new Gate(directory);
        var child =
                new PosixSpawn.Child(
                        "/bin/true",
                        List.of("true"),
                        List.of(),
                        "/no/such",
                        "/dev/pts/" + Terminals.unlock(master),
                        gate.path());
        try (Spawning spawning = Spawning.begin(gate, child)) {
            spawning.await();
            assertThat(spawning.outcome().errno()).isEqualTo(ENOENT);
        }
        assertThat(SpawnErrors.onTheWay(ENOENT, new Program(child.argv(), Map.of(), child.cwd())))
                .isEqualTo(
                        new SpawnResult.Refused(
                                Refusal.BAD_CWD, "no directory to work in: /no/such"));
        Fds.close(master);
    }

    private Path executable(String name, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
