package dev.stratavore.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.config.ConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigChangesTest {
    @TempDir private Path directory;

    private static ConfigSource source(Path file, ConfigSource.State state) {
        return new ConfigSource(file, state);
    }

    @Test
    void aFileThatIsWrittenComesOrGoesIsNamed() throws IOException {
        var kept = Files.writeString(directory.resolve("kept.yaml"), "a");
        var gone = Files.writeString(directory.resolve("gone.yaml"), "a");
        var absent = directory.resolve("absent.yaml");
        var changes =
                ConfigChanges.since(
                        List.of(
                                source(kept, ConfigSource.State.READ),
                                source(gone, ConfigSource.State.READ),
                                source(absent, ConfigSource.State.ABSENT)));
        assertThat(changes.warnings()).isEmpty();

        Files.setLastModifiedTime(kept, FileTime.fromMillis(1));
        Files.delete(gone);
        Files.writeString(absent, "a");
        assertThat(changes.warnings())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("stratavore daemon restart"))
                .first()
                .asString()
                .startsWith(kept.toString());
    }
}
