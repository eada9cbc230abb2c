package dev.stratavore.sql.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerLogTest {
    @TempDir Path folder;

    private Path file;
    private Path older;
    private ServerLog log;

    @BeforeEach
    void open() {
        file = folder.resolve("postgres.log");
        older = folder.resolve("postgres.log.1");
        log = new ServerLog(file);
    }

    @Test
    void aLogAtItsLimitBeginsAnew() throws IOException {
        grow(ServerLog.LIMIT_BYTES);

        log.bound();

        assertThat(file).isEmptyFile();
        assertThat(older).hasSize(ServerLog.LIMIT_BYTES);
    }

    @Test
    void aLogBelowItsLimitIsLeftAlone() throws IOException {
        grow(ServerLog.LIMIT_BYTES - 1);

        log.bound();

        assertThat(file).hasSize(ServerLog.LIMIT_BYTES - 1);
        assertThat(older).doesNotExist();
    }

    @Test
    void oneThatAppendsGoesOnAtTheNewEnd() throws IOException {
        try (var server =
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            grow(ServerLog.LIMIT_BYTES);
            log.bound();
            server.write('x');
        }

        assertThat(file).hasContent("x");
    }

    @Test
    void aRunningServersLogIsBoundedAsItGrows() throws Exception {
        grow(1);
        try (var _ = LogBound.start(log, folder).orElseThrow();
                var watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            grow(ServerLog.LIMIT_BYTES);

            assertThat(watch.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(older).exists();
        }
    }

    @Test
    void whatWasSaidSinceAStartIsTold() throws IOException {
        Files.writeString(file, "old\n");
        long before = log.size();
        Files.writeString(file, "new\n", StandardOpenOption.APPEND);

        assertThat(log.since(before)).containsExactly("new");
    }

    @Test
    void theFirstSevereLineTellsElseTheLast() {
        assertThat(
                        ServerLog.telling(
                                List.of(
                                        "2026-11-24 06:18:32.068 UTC [13240] LOG:  starting",
                                        "2026-11-24 06:18:32.068 UTC [13240] FATAL:  no room",
                                        "2026-11-24 06:18:33.068 UTC [13240] LOG:  shut down")))
                .isEqualTo("FATAL:  no room");
        assertThat(ServerLog.telling(List.of("one", "two", ""))).isEqualTo("two");
        assertThat(ServerLog.telling(List.of())).isEqualTo("it said nothing");
    }

    private void grow(long size) throws IOException {
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }
    }
}
