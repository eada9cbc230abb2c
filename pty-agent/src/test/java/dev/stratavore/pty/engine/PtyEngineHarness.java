package dev.stratavore.pty.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.Program;
import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.pty.loop.EventLoop;
import dev.stratavore.pty.loop.LoopThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An engine under test, the terminals it opens, and their end after each test. */
abstract class PtyEngineHarness {
    private static final int SIGKILL = 9;

    @TempDir Path directory;

    final LoopThread thread = new LoopThread();
    private final List<Terminal> opened = new ArrayList<>();
    PtyEngine engine;

    /** A program's terminal and what came from it. */
    record Terminal(long pid, Pty pty, Recorder recorder) {}

    /** The engine under test. */
    protected abstract PtyEngine create(EventLoop loop);

    @BeforeEach
    void createEngine() {
        engine = create(thread.loop());
    }

    @AfterEach
    void endEverything() {
        for (Terminal terminal : opened) {
            if (engine.owns(terminal.pid)) {
                Processes.signal(terminal.pid, SIGKILL);
            }
            terminal.recorder.awaitExit();
        }
        thread.close();
        assertThat(thread.problems()).isEmpty();
    }

    /** Spawns something and waits for its end. */
    protected final ExitStatus runShell(String script) {
        return sh(script).recorder.awaitExit();
    }

    Terminal sh(String script) {
        return run("/bin/sh", "-c", script);
    }

    Terminal run(String... argv) {
        var environment = new HashMap<String, String>();
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("TERM", "xterm");
        return open(new Program(List.of(argv), environment, "/"));
    }

    Terminal open(Program program) {
        return opened(engine.spawn(program, TerminalSize.of(80, 24), 0, pid -> {}));
    }

    Terminal opened(SpawnResult result) {
        if (!(result instanceof SpawnResult.Spawned(SpawnedPty spawned))) {
            throw new AssertionError(result);
        }
        var recorder = new Recorder();
        Pty pty = thread.call(() -> spawned.open(recorder));
        var terminal = new Terminal(spawned.pid(), pty, recorder);
        opened.add(terminal);
        return terminal;
    }

    int write(Terminal terminal, byte[] bytes) {
        return thread.call(() -> terminal.pty.write(bytes, 0, bytes.length));
    }

    String outputOf(Program program) {
        Terminal terminal = open(program);
        terminal.recorder.awaitExit();
        return terminal.recorder.text();
    }

    String refusal(List<String> argv, String cwd) {
        SpawnResult result =
                engine.spawn(
                        new Program(argv, Map.of(), cwd), TerminalSize.of(80, 24), 0, pid -> {});
        return result instanceof SpawnResult.Refused refused ? refused.word() : "spawned";
    }

    Path script(String name, String body) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    static List<String> names(Path path) {
        String[] names = path.toFile().list();
        return names == null ? List.of() : List.of(names);
    }
}
