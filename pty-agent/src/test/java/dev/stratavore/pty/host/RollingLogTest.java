package dev.stratavore.pty.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RollingLogTest {
    @TempDir private Path directory;

    private RollingLog log(long maxBytes, int count) throws IOException {
        return new RollingLog(
                new RollingLog.LogFiles(directory.resolve("log"), maxBytes, count),
                RollingLogTest::open);
    }

    private static OutputStream open(Path file) throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void line(OutputStream log, String text) throws IOException {
        log.write((text + "\n").getBytes(UTF_8));
    }

    private String text(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.count();
        }
    }

    @Test
    void aFullFileIsSetAsideAndTheOldestIsDropped() throws IOException {
        try (RollingLog log = log(10, 3)) {
            for (int i = 1; i <= 7; i++) {
                line(log, "line" + i);
            }
        }
        assertThat(text("log")).isEqualTo("line7\n");
        assertThat(text("log.1")).isEqualTo("line6\n");
        assertThat(text("log.2")).isEqualTo("line5\n");
        assertThat(files()).isEqualTo(3);
    }

    @Test
    void linesShareAFileThatHasRoom() throws IOException {
        try (RollingLog log = log(12, 3)) {
            line(log, "line1");
            line(log, "line2");
        }
        assertThat(text("log")).isEqualTo("line1\nline2\n");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void aSingleFileBeginsAnew() throws IOException {
        try (RollingLog log = log(10, 1)) {
            line(log, "line1");
            line(log, "line2");
        }
        assertThat(text("log")).isEqualTo("line2\n");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void whatAnEarlierHostWroteCounts() throws IOException {
        Files.writeString(directory.resolve("log"), "earlier\n");
        try (RollingLog log = log(10, 2)) {
            line(log, "later");
        }
        assertThat(text("log.1")).isEqualTo("earlier\n");
        assertThat(text("log")).isEqualTo("later\n");
    }
}
