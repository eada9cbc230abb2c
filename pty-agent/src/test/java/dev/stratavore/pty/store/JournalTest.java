package dev.stratavore.pty.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.ControlReply.JournalEntry;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.HostSettings;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.RunnerRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
    private static final RunnerRef REF = new RunnerRef("runner-a", 1);

    @TempDir Path directory;

    @Test
    void entriesAreThereAfterReopening() throws IOException {
        Journal journal = open();
        JournalEntry attached = append(journal, new JournalEvent.Detached("me"));
        JournalEntry exited = append(journal, exit(3));
        assertThat(List.of(attached.sequence(), exited.sequence())).containsExactly(1L, 2L);
        // Not closed: the process was killed.
        assertThat(open().found()).containsExactly(attached, exited);
    }

    @Test
    void acknowledgedEntriesAreGoneAndTheirNumbersAreNotUsedAgain() throws IOException {
        Journal journal = open();
        append(journal, exit(1));
        JournalEntry second = append(journal, exit(2));
        journal.acknowledge(1, List.of(second));
        assertThat(open().found()).containsExactly(second);
        journal.acknowledge(2, List.of());
        Journal again = open();
        assertThat(again.found()).isEmpty();
        assertThat(append(again, exit(3)).sequence()).isEqualTo(3);
    }

    @Test
    void anAcknowledgementOfTheFutureIsIgnored() throws IOException {
        Journal journal = open();
        JournalEntry only = append(journal, exit(1));
        journal.acknowledge(99, List.of());
        assertThat(open().found()).containsExactly(only);
    }

    @Test
    void aTornLastRecordIsCutOff() throws IOException {
        Journal journal = open();
        JournalEntry first = append(journal, exit(1));
        append(journal, exit(2));
        byte[] bytes = records();
        for (int cut = 1; cut < bytes.length / 2; cut += 5) {
            Files.write(path(), Arrays.copyOf(bytes, bytes.length - cut));
            Journal torn = open();
            assertThat(torn.found()).containsExactly(first);
            JournalEntry next = append(torn, exit(4));
            assertThat(open().found()).containsExactly(first, next);
        }
    }

    @Test
    void aDamagedRecordIsNotTakenForAnother() throws IOException {
        append(open(), exit(1));
        byte[] bytes = records();
        bytes[bytes.length - 1] ^= 1;
        Files.write(path(), bytes);
        assertThat(open().found()).isEmpty();
    }

    @Test
    void theFileStaysSmallWhenEntriesAreAcknowledged() throws IOException {
        Journal journal = open();
        var kept = new ArrayList<JournalEntry>();
        for (int i = 0; i < 20_000; i++) {
            kept.add(append(journal, new JournalEvent.Detached("x")));
            if (kept.size() == 10) {
                journal.acknowledge(kept.get(4).sequence(), kept.subList(5, 10));
                kept.subList(0, 5).clear();
            }
        }
        assertThat(Files.size(path())).isLessThan(512 << 10);
        assertThat(open().found()).isEqualTo(kept);
    }

    @Test
    void roomForEndsIsReservedBeforeItIsNeeded() throws IOException {
        append(open(), exit(1));
        assertThat(Files.size(path())).isGreaterThan(32 << 10);
    }

    @Test
    void settingsComeBack() throws IOException {
        var file = new SettingsFile(directory.resolve("settings"));
        assertThat(file.load()).isEqualTo(HostSettings.DEFAULTS);
        var settings = new HostSettings(1 << 20, 64 << 10, 0);
        file.save(settings);
        assertThat(file.load()).isEqualTo(settings);
        Files.writeString(directory.resolve("settings"), "nonsense");
        assertThat(file.load()).isEqualTo(HostSettings.DEFAULTS);
    }

    private Journal open() throws IOException {
        return new Journal(path());
    }

    private Path path() {
        return directory.resolve("journal");
    }

    /** The file without the zeros at its end. */
    private byte[] records() throws IOException {
        byte[] bytes = Files.readAllBytes(path());
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        // The last field of an exit is a number whose last byte is not zero.
        return Arrays.copyOf(bytes, end);
    }

    private static JournalEntry append(Journal journal, JournalEvent event) {
        return journal.append(REF, 5, event, 1_000);
    }

    private static JournalEvent exit(int code) {
        return new JournalEvent.Exited(new ExitStatus.Exited(code), 77);
    }
}
