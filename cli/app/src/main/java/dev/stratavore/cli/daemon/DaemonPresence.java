package dev.stratavore.cli.daemon;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.config.StatePaths;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Whether a daemon is there. One that holds its lock and does not answer is starting or stopping,
 * and is waited for: on the kernel's notice of its socket and on the end of its process.
 */
final class DaemonPresence {
    /** The lock is asked for again after so long even if no notice came. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final List<Path> candidates;
    private final StatePaths paths;
    private final InstantSource clock;

    DaemonPresence(List<Path> candidates, StatePaths paths, InstantSource clock) {
        this.candidates = List.copyOf(candidates);
        this.paths = paths;
        this.clock = clock;
    }

    /** The socket that somebody listens on now. */
    Optional<Path> listening() {
        return Sockets.listening(candidates);
    }

    /** The process that is a daemon here, whatever it is about; 0 for one that we cannot see. */
    OptionalLong holder() {
        return LockHolder.of(paths.daemonLock());
    }

    /**
     * The socket of the daemon, once it is known what becomes of it: it answers, or none is there.
     *
     * @param limit zero: for ever
     */
    Optional<Path> settled(Duration limit) throws IOException {
        Instant begun = clock.instant();
        while (true) {
            Optional<Path> socket = listening();
            if (socket.isPresent()) {
                return socket;
            }
            OptionalLong holder = holder();
            if (holder.isEmpty()) {
                // It may have been on its way up at the first look, and have come and gone.
                return listening();
            }
            Duration left = left(begun, limit);
            if (left.isZero()) {
                throw new CommandException(
                        ExitCode.LIMIT,
                        "stratavored (pid "
                                + holder.getAsLong()
                                + ") is starting or stopping, and not done in time; try again");
            }
            await(left, holder, () -> listening().isPresent());
        }
    }

    /** Waits until somebody listens; empty where nobody does in time. */
    Optional<Path> appearing(Duration limit) throws IOException {
        Instant begun = clock.instant();
        Optional<Path> socket = listening();
        for (Duration left = limit; socket.isEmpty() && !left.isZero(); left = left(begun, limit)) {
            await(left, OptionalLong.empty(), () -> listening().isPresent());
            socket = listening();
        }
        return socket;
    }

    /** Waits until sockets come or go, at most so long. */
    void change(Duration limit) throws IOException {
        await(limit, OptionalLong.empty(), () -> false);
    }

    private Duration left(Instant begun, Duration limit) {
        if (limit.isZero()) {
            return LOOK_AGAIN;
        }
        Duration left = limit.minus(Duration.between(begun, clock.instant()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void await(Duration limit, OptionalLong process, BooleanSupplier done)
            throws IOException {
        Path directory = Objects.requireNonNull(paths.daemonSocket().getParent());
        if (Files.notExists(directory)) {
            throw new CommandException(ExitCode.UNREACHABLE, directory + " is not there any more");
        }
        try (WatchService watch = directory.getFileSystem().newWatchService()) {
            WatchKey _ =
                    directory.register(
                            watch,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_DELETE);
            CompletableFuture<Void> end = whenGone(process, watch);
            if (!done.getAsBoolean()) {
                long nanos = Math.min(limit.toNanos(), LOOK_AGAIN.toNanos());
                WatchKey _ = watch.poll(nanos, TimeUnit.NANOSECONDS);
            }
            boolean _ = end.cancel(false);
        } catch (ClosedWatchServiceException e) {
            // The process is gone: there is nothing more to wait for.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.FAILED, "interrupted");
        }
    }

    private static CompletableFuture<Void> whenGone(OptionalLong process, WatchService watch) {
        Optional<ProcessHandle> handle =
                process.isPresent() ? ProcessHandle.of(process.getAsLong()) : Optional.empty();
        return handle.map(ProcessHandle::onExit)
                .orElseGet(CompletableFuture::new)
                .thenRun(() -> close(watch));
    }

    private static void close(WatchService watch) {
        try {
            watch.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
