package dev.stratavore.cli.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that is followed while it is written and rotated. */
final class FollowTest {
    @TempDir Path directory;

    private final LinkedBlockingQueue<String> printed = new LinkedBlockingQueue<>();
    private Path log;
    private Thread reader;

    @BeforeEach
    void follow() throws IOException {
        log = directory.resolve("own.log");
        Files.writeString(log, "a\nb\nhalf");
        var wish = new LogWish(1, Instant.MIN, LogLevel.TRACE, true);
        var console = new Console(new ByteArrayInputStream(new byte[0]), new Lines(), new Lines());
        reader =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            try {
                                ComponentLog.print(log, wish, console);
                            } catch (IOException e) {
                                printed.add(e.toString());
                            }
                        });
    }

    @AfterEach
    void stop() throws InterruptedException {
        reader.interrupt();
        assertThat(reader.join(Duration.ofSeconds(20))).isTrue();
    }

    /** What the console flushes. */
    private final class Lines extends OutputStream {
        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            printed.add(new String(bytes, from, count, UTF_8));
        }
    }

    private void next(String line) throws InterruptedException {
        assertThat(printed.poll(20, TimeUnit.SECONDS)).isEqualTo(line);
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND);
    }

    private void rotate() throws IOException {
        if (Files.exists(directory.resolve("own.log.1"))) {
            Files.move(directory.resolve("own.log.1"), directory.resolve("own.log.2"));
        }
        Files.move(log, directory.resolve("own.log.1"));
    }

    @Test
    void noLineIsLostOrToldTwiceAcrossRotations() throws Exception {
        next("b\n");
        append(" line\n");
        next("half line\n");
        // All of it may be there before the reader looks.
        append("last\n");
        rotate();
        Files.writeString(log, "between\n");
        rotate();
        Files.writeString(log, "new\n");
        next("last\n");
        next("between\n");
        next("new\n");
        append("newer\n");
        next("newer\n");
        assertThat(printed).isEmpty();
    }
}
