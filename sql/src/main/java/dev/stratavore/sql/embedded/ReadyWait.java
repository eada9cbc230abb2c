package dev.stratavore.sql.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits until a server accepts connections: it says so in its pid file, whose change the kernel
 * reports. Where no watch is to be had the end of the process is waited for in short turns.
 */
final class ReadyWait {
    /** A change that was not reported is seen at the latest after this. */
    private static final Duration SAFETY_NET = Duration.ofSeconds(1);

    private static final Duration TURN_WITHOUT_WATCH = Duration.ofMillis(50);

    enum Outcome {
        READY,
        ENDED,
        TOO_LATE
    }

    /** Where watches come from. */
    @FunctionalInterface
    interface Watches {
        WatchService open() throws IOException;
    }

    private final Path data;
    private final ProcessHandle server;
    private final Watches watches;

    ReadyWait(Path data, ProcessHandle server) {
        this(data, server, data.getFileSystem()::newWatchService);
    }

    ReadyWait(Path data, ProcessHandle server, Watches watches) {
        this.data = data;
        this.server = server;
        this.watches = watches;
    }

    Outcome await(Duration patience) throws IOException, InterruptedException {
        var outcome = new CompletableFuture<Outcome>();
        var thread = Thread.ofVirtual().name("postgres-ready").start(() -> watch(outcome));
        try {
            return outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Outcome.TOO_LATE;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            thread.interrupt();
        }
    }

    private void watch(CompletableFuture<Outcome> outcome) {
        try (var watch = open()) {
            outcome.complete(watch(watch.service()));
        } catch (IOException e) {
            outcome.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome watch(Optional<WatchService> watch) throws IOException, InterruptedException {
        while (true) {
            if (ready()) {
                return Outcome.READY;
            }
            if (!server.isAlive()) {
                return Outcome.ENDED;
            }
            if (watch.isPresent()) {
                awaitChange(watch.get());
            } else {
                awaitEnd();
            }
        }
    }

    private boolean ready() throws IOException {
        return PostmasterPid.read(data)
                .filter(file -> file.pid() == server.pid() && file.ready())
                .isPresent();
    }

    private static void awaitChange(WatchService watch) throws InterruptedException {
        var key = watch.poll(SAFETY_NET.toMillis(), TimeUnit.MILLISECONDS);
        if (key != null) {
            key.pollEvents();
            key.reset();
        }
    }

    private void awaitEnd() throws InterruptedException {
        try {
            server.onExit().get(TURN_WITHOUT_WATCH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Still running: look at the pid file again.
        }
    }

    /** A watch on the data directory, or nothing where this user's watches are used up. */
    private record Watch(Optional<WatchService> service) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (service.isPresent()) {
                service.get().close();
            }
        }
    }

    private Watch open() {
        try {
            var service = watches.open();
            data.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            return new Watch(Optional.of(service));
        } catch (IOException e) {
            return new Watch(Optional.empty());
        }
    }
}
