package dev.stratavore.testkit.claude;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstalledTest {
    @TempDir Path dir;

    @Test
    void theChosenOneWinsThenTheCacheThenThePath() throws IOException {
        Path chosen = program("chosen/it");
        Path cached = program("cache/stratavore-ci/claude/node_modules/.bin/claude");
        Path found = program("bin/claude");
        String path = "/nowhere::" + dir + "/bin";

        var all =
                Map.of(
                        "STRATAVORE_TEST_CLAUDE",
                        "" + chosen,
                        "XDG_CACHE_HOME",
                        dir + "/cache",
                        "PATH",
                        path);

        assertThat(Installed.claude(all)).contains(chosen);
        assertThat(Installed.claude(Map.of("XDG_CACHE_HOME", dir + "/cache", "PATH", path)))
                .contains(cached);
        assertThat(Installed.claude(Map.of("HOME", "" + dir, "PATH", path))).contains(found);
    }

    @Test
    void aChosenOneThatIsNotThereIsNone() throws IOException {
        var _ = program("bin/claude");
        String path = dir + "/bin";

        assertThat(Installed.claude(Map.of("STRATAVORE_TEST_CLAUDE", dir + "/none", "PATH", path)))
                .isEmpty();
        assertThat(Installed.claude(Map.of("HOME", "" + dir))).isEmpty();
    }

    private Path program(String name) throws IOException {
        Path program = dir.resolve(name);
        Files.createDirectories(program.getParent());
        return Files.createFile(
                program,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
}
