package dev.stratavore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.Shells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a clone the scripts of {@code bin} build first what is older than a source. */
final class FreshnessTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final FileTime OLD = FileTime.fromMillis(1_700_000_000_000L);
    private static final FileTime BUILT = FileTime.fromMillis(1_700_000_100_000L);
    private static final FileTime NEW = FileTime.fromMillis(1_700_000_200_000L);
    private static final List<String> SOURCES =
            List.of(
                    "pom.xml",
                    "sql/pom.xml",
                    "sql/src/main/resources/V1__first.sql",
                    "cluster-config/src/main/java/Config.java",
                    "pty-agent/src/main/java/Host.java",
                    "core-verticles/api/src/main/java/Api.java",
                    "core-verticles/core/pom.xml",
                    "runner-supervisor/src/main/java/Node.java",
                    "cli/app/src/main/java/Cli.java",
                    "cli/dist/libexec/stratavore.sh");

    @TempDir Path scratch = Path.of("unset");
    private Path clone = Path.of("unset");

    @BeforeEach
    void cloneThatWasBuilt() throws IOException {
        clone = Files.createDirectories(scratch.resolve("a clone"));
        for (String source : SOURCES) {
            write(source, "");
        }
        for (String name : List.of("stratavore", "stratavored", "stratavore-agent")) {
            write("bin/" + name, Files.readString(Installed.root().resolve("bin").resolve(name)));
            write("lib/stratavore/home/libexec/" + name + ".sh", "echo ran " + name + "\n");
        }
        Path sources = Path.of("cli/dist/sources.sh");
        write(sources.toString(), Files.readString(Installed.root().resolve(sources)));
        write("cli/dist/build", "echo built \"$@\"\n");
        write("lib/stratavore/current", "home\n");
        write("sql/src/test/java/SqlTest.java", "");
        write("sql/target/out", "");
        try (Stream<Path> all = Files.walk(clone)) {
            for (Path one : all.toList()) {
                Files.setLastModifiedTime(one, OLD);
            }
        }
        touch("lib/stratavore/current", BUILT);
    }

    private void write(String file, String text) throws IOException {
        Path path = clone.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text);
    }

    private void touch(String file, FileTime time) throws IOException {
        Files.setLastModifiedTime(clone.resolve(file), time);
    }

    private String run(String program) {
        return Shells.in(scratch)
                .run(SOON, "sh", clone.resolve("bin").resolve(program).toString())
                .expectSuccess();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stratavore", "stratavored", "stratavore-agent"})
    void whatIsBuiltFromAllSourcesRunsAtOnce(String program) throws IOException {
        touch("sql/src/test/java/SqlTest.java", NEW);
        touch("sql/target/out", NEW);
        assertThat(run(program)).isEqualTo("ran " + program + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stratavore", "stratavored", "stratavore-agent"})
    void anEditedSourceIsBuiltFirst(String program) throws IOException {
        for (String source : SOURCES) {
            touch(source, NEW);
            assertThat(run(program))
                    .as(source)
                    .isEqualTo("built --if-needed\nran " + program + "\n");
            touch(source, OLD);
        }
    }

    @Test
    void aSourceThatIsGoneIsBuiltFirst() throws IOException {
        Files.delete(clone.resolve("pty-agent/src/main/java/Host.java"));
        assertThat(run("stratavore")).startsWith("built");
    }

    @Test
    void anInstallationLooksForNoSources() throws IOException {
        Files.delete(clone.resolve("cli/dist/build"));
        Files.delete(clone.resolve("cli/dist/sources.sh"));
        touch("pom.xml", NEW);
        assertThat(run("stratavore")).isEqualTo("ran stratavore\n");
    }
}
