package dev.stratavore.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.config.ProjectFile.Read;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProjectFileTest {
    @TempDir private Path directory;

    private Read read(String text) throws IOException {
        Files.writeString(directory.resolve(ProjectFile.NAME), text);
        return ProjectFile.in(directory);
    }

    private void malformed(String text, String problem) throws IOException {
        assertThat(read(text))
                .isInstanceOfSatisfying(
                        Read.Malformed.class,
                        found ->
                                assertThat(found.error().message())
                                        .isEqualTo(directory.resolve(ProjectFile.NAME) + problem));
    }

    @Test
    void aDirectoryWithoutOneHasNone() {
        assertThat(ProjectFile.in(directory)).isEqualTo(new Read.Absent());
    }

    @Test
    void limitsAreReadAndTheRestIsNamed() throws IOException {
        Path file = directory.resolve(ProjectFile.NAME);
        assertThat(
                        read(
                                """
                                # ours
                                project:
                                  description: a shop
                                quotas:
                                  max_concurrent_runners: 3
                                  max_memory_mb: 0
                                  max_tokens_per_day: 5
                                claude: {model: opus}
                                """))
                .isEqualTo(
                        new Read.Found(
                                file,
                                Map.of("max_concurrent_runners", 3L, "max_memory_mb", 0L),
                                List.of(
                                        "project.description",
                                        "quotas.max_tokens_per_day",
                                        "claude.model")));
        assertThat(read("")).isEqualTo(new Read.Found(file, Map.of(), List.of()));
        assertThat(read("quotas:\n")).isEqualTo(new Read.Found(file, Map.of(), List.of()));
    }

    @Test
    void whatIsWrongIsSaidInOneLine() throws IOException {
        malformed(
                "quotas:\n  max_concurrent_runners: many\n",
                ":2: quotas.max_concurrent_runners: expected a whole number, at least 0");
        malformed(
                "quotas: {max_memory_mb: -1}",
                ":1: quotas.max_memory_mb: must be from 0 to 2147483647");
        malformed(
                "quotas: {max_memory_mb: [1]}",
                ":1: quotas.max_memory_mb: expected a whole number, at least 0");
        malformed("quotas: 3", ":1: quotas: must be a section with keys in it");
        malformed("- quotas", ":1: must be a section with keys in it");
        malformed("a: 1\nquotas: {}", ":1: a: unknown key");
        malformed("quotas: {max: 3}", ":1: quotas.max: unknown key");
        malformed("quotas: {}\nquotas: {}", ":2: quotas: stands twice");
        malformed("quotas: {max_memory_mb: 1", ":1: not a YAML document");
    }

    @Test
    void whatIsNoFileOfTextIsSaidToo() throws IOException {
        Path file = directory.resolve(ProjectFile.NAME);
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 'x'});
        assertThat(ProjectFile.in(directory)).isInstanceOf(Read.Malformed.class);
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(ProjectFile.in(directory))
                .isInstanceOfSatisfying(
                        Read.Malformed.class,
                        found -> assertThat(found.error().problem()).isEqualTo("is not a file"));
    }

    @Test
    void aBombOfAliasesIsOnlyLookedAt() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }
        assertThat(read(bomb.toString())).isInstanceOf(Read.Malformed.class);
    }
}
