package dev.stratavore.sql.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.sql.embedded.ReadyWait.Outcome;
import dev.stratavore.sql.embedded.ReadyWait.Watches;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReadyWaitTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    /** Whether the machine still gives out watches. */
    enum Machine {
        WATCHES,
        NO_WATCHES;

        Watches watches() {
            return switch (this) {
                case WATCHES -> FileSystems.getDefault()::newWatchService;
                case NO_WATCHES ->
                        () -> {
                            throw new IOException("User limit of inotify instances reached");
                        };
            };
        }
    }

    @TempDir Path data;

    private Process server;

    @BeforeEach
    void start() throws IOException {
        server = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void end() {
        server.destroyForcibly();
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatSaysSoIsReady(Machine machine) throws Exception {
        var outcome = inBackground(machine, LONG);
        write("starting");
        write("ready   ");

        assertThat(outcome.get()).isEqualTo(Outcome.READY);
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatEndsIsNotWaitedFor(Machine machine) throws Exception {
        var outcome = inBackground(machine, LONG);
        write("starting");
        server.destroyForcibly();

        assertThat(outcome.get()).isEqualTo(Outcome.ENDED);
    }

    @ParameterizedTest
    @EnumSource
    void theFileOfAnEarlierServerSaysNothing(Machine machine) throws Exception {
        Files.writeString(
                data.resolve(PostmasterPid.FILE), "1\n/d\n1\n5432\n\n127.0.0.1\n1 1\nready   \n");

        assertThat(waiting(machine).await(Duration.ofMillis(300))).isEqualTo(Outcome.TOO_LATE);
    }

    private CompletableFuture<Outcome> inBackground(Machine machine, Duration patience) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return waiting(machine).await(patience);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private ReadyWait waiting(Machine machine) {
        return new ReadyWait(data, server.toHandle(), machine.watches());
    }

    private void write(String status) throws IOException {
        Files.writeString(
                data.resolve(PostmasterPid.FILE),
                server.pid() + "\n" + data + "\n1\n5432\n\n127.0.0.1\n1 1\n" + status + "\n");
    }
}
