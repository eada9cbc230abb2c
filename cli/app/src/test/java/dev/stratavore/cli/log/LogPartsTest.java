package dev.stratavore.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a log while their writer renames them. */
final class LogPartsTest {
    @TempDir Path directory;

    private Path write(String name) throws IOException {
        return Files.writeString(directory.resolve(name), name + "\n");
    }

    private static List<String> lines(LogParts parts) throws IOException {
        List<String> lines = new ArrayList<>();
        for (LogPart part : parts.fromOldest()) {
            part.read(line -> lines.add(new String(line, StandardCharsets.UTF_8).strip()));
        }
        return lines;
    }

    @Test
    void aNumberThatIsMissingHidesNoOlderFile() throws IOException {
        Path newest = write("own.log");
        write("own.log.1");
        write("own.log.3");
        try (LogParts parts = LogParts.open(newest)) {
            assertThat(lines(parts)).containsExactly("own.log.3", "own.log.1", "own.log");
        }
    }

    @Test
    void aLogWhoseNewestFileIsNotThereYetIsNoEmptyLog() throws IOException {
        write("own.log.1");
        write("own.log.2");
        try (LogParts parts = LogParts.open(directory.resolve("own.log"))) {
            assertThat(lines(parts)).containsExactly("own.log.2", "own.log.1");
        }
    }

    @Test
    void whatWasReadIsNotReadAgainBehindAGap() throws IOException {
        Path newest = write("own.log");
        try (LogParts before = LogParts.open(newest)) {
            LogPart read = before.fromOldest().getLast();
            Files.move(newest, directory.resolve("own.log.2"));
            write("own.log.3");
            write("own.log");
            try (LogParts newer = LogParts.newerThan(newest, read)) {
                assertThat(lines(newer)).containsExactly("own.log");
            }
        }
    }
}
