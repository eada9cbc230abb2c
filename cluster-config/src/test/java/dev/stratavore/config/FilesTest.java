package dev.stratavore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that cannot be used, whatever is in them. */
final class FilesTest {
    private static final int ROOT = 0;

    @TempDir private Path root;

    @Test
    void theFileOfTheFlagHasToBeThere() {
        assertThat(new Sources(root).explicit(root.resolve("missing.yaml")).errors())
                .containsExactly("missing.yaml: no such file");
    }

    @Test
    void aDirectoryIsNoFile() throws IOException {
        Files.createDirectories(root.resolve("home/.config/stratavore/stratavore.yaml"));
        assertThat(new Sources(root).errors())
                .containsExactly(
                        "home/.config/stratavore/stratavore.yaml: is a directory, not a file");
    }

    @Test
    void aLinkToNothingIsNotAnAbsentFile() throws IOException {
        Files.createDirectories(root.resolve("etc"));
        Files.createSymbolicLink(root.resolve("etc/stratavore.yaml"), root.resolve("gone"));
        assertThat(new Sources(root).errors())
                .containsExactly("etc/stratavore.yaml: a link to nothing");
    }

    @Test
    void anUnreadableFileIsAnError() throws IOException {
        assumeFalse(PrivateDirectory.uid() == ROOT, "root reads every file");
        Sources sources = new Sources(root).user("output: {limit_mb: 9}");
        Files.setPosixFilePermissions(
                sources.userFile(), PosixFilePermissions.fromString("-w-------"));
        assertThat(sources.errors())
                .containsExactly(
                        "home/.config/stratavore/stratavore.yaml: cannot be read: permission"
                                + " denied");
    }

    @Test
    void aFailureHasShortWords() {
        Path file = root.resolve("x");
        assertThat(ConfigFileReader.reason(file, new AccessDeniedException("x")))
                .isEqualTo("cannot be read: permission denied");
        assertThat(ConfigFileReader.reason(file, new IOException("Input/output error")))
                .isEqualTo("Input/output error");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        Path file =
                Files.write(root.resolve("latin1.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9});
        assertThat(new Sources(root).explicit(file).errors())
                .containsExactly("latin1.yaml: is not UTF-8 text");
    }

    @Test
    void anEndlessFileIsNotReadToItsEnd() {
        assertThat(new Sources(root).explicit(Path.of("/dev/zero")).errors())
                .containsExactly("/dev/zero: is larger than 1 MiB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "# all\n  # commented\n#out",
                "---\n",
                "\uFEFF# bom\n",
                "{}",
                "~"
            })
    void aFileThatSetsNothingIsFine(String text) {
        ConfigResult.Loaded loaded = new Sources(root).user(text).loaded();
        assertThat(loaded.config()).isEqualTo(new Sources(root.resolve("other")).config());
        assertThat(loaded.warnings()).isEmpty();
    }

    @Test
    void whatWasFoundIsTold() {
        Sources sources = new Sources(root).user("# nothing");
        assertThat(sources.loaded().sources())
                .containsExactly(
                        new ConfigSource(sources.userFile(), ConfigSource.State.EMPTY),
                        new ConfigSource(sources.machineFile(), ConfigSource.State.ABSENT));
        sources.machine("output: {limit_mb: 9}");
        assertThat(sources.loaded().sources())
                .contains(new ConfigSource(sources.machineFile(), ConfigSource.State.READ));
    }
}
