package dev.stratavore.pty.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.Program;
import dev.stratavore.pty.loop.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Pty4jEngineTest extends PtyEngineContract {
    private static final List<Path> BEFORE = unpackedElsewhere();

    @TempDir static Path libraries;

    @Override
    protected PtyEngine create(EventLoop loop) {
        return new Pty4jEngine(loop, libraries);
    }

    @Test
    void theLibrariesAreUnpackedOnceIntoTheGivenDirectory() throws IOException {
        assertThat(runShell("exit 0")).isEqualTo(new ExitStatus.Exited(0));
        try (var files = Files.list(libraries)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("linux", "libjnidispatch.so");
        }
        assertThat(unpackedElsewhere()).isEqualTo(BEFORE);
    }

    private static List<Path> unpackedElsewhere() {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("pty4j-"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aDirectoryThatVanishesBeforeTheProgramRunsKeepsItFromRunning() throws Exception {
        var program = new Program(List.of("touch", "made"), Map.of(), "/no/such/directory");
        Process process =
                new ProcessBuilder(ChildCommand.argv(program, "/usr/bin/touch", 0))
                        .directory(libraries.toFile())
                        .redirectErrorStream(true)
                        .start();
        assertThat(process.waitFor()).isEqualTo(125);
        assertThat(libraries.resolve("made")).doesNotExist();
    }

    @Test
    void aCommandNameMayHoldWhatSeparatesFields() {
        ProcStat stat =
                ProcStat.parse(
                        7, "7 (a) b (c)) S 1 2 3 34816 5 6 7 8 9 0 1 2 3 4 5 6 7 8 99 0 42 9");
        assertThat(stat.state()).isEqualTo('S');
        assertThat(stat.kin()).isEqualTo(new ProcStat.Kinship(1, 2, 3));
        assertThat(stat.terminal()).isEqualTo(34816);
        assertThat(stat.startTicks()).isEqualTo(99);
        assertThat(stat.use()).isEqualTo(new ProcStat.Use(1 + 2 + 3 + 4, 42));
    }
}
