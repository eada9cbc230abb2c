package dev.stratavore.supervisor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
    @TempDir Path directory;

    private static Map<String, String> naming(Path stream) throws IOException {
        return Map.of(
                "JOURNAL_STREAM",
                Files.getAttribute(stream, "unix:dev")
                        + ":"
                        + Files.getAttribute(stream, "unix:ino"));
    }

    @Test
    void aStreamIsTheJournalsOnlyIfItIsTheOneThatWasNamed() throws IOException {
        Path mine = Files.createFile(directory.resolve("mine"));
        Path other = Files.createFile(directory.resolve("other"));
        assertThat(Journal.reads(mine, naming(mine))).isTrue();
        assertThat(Journal.reads(other, naming(mine))).as("led elsewhere").isFalse();
        assertThat(Journal.reads(mine, Map.of())).isFalse();
        assertThat(Journal.reads(mine, Map.of("JOURNAL_STREAM", "nonsense"))).isFalse();
        assertThat(Journal.reads(directory.resolve("none"), naming(mine))).isFalse();
    }
}
