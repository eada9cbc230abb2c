package dev.stratavore.sql.embedded;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a running server's log within its bound, woken by each write to it. */
final class LogBound implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogBound.class);

    private final WatchService watch;
    private final ServerLog log;

    private LogBound(WatchService watch, ServerLog log) {
        this.watch = watch;
        this.log = log;
    }

    /** Empty where the machine has no watch left to give: then each start bounds the log. */
    static Optional<LogBound> start(ServerLog log, Path folder) {
        try {
            var bound = new LogBound(folder.getFileSystem().newWatchService(), log);
            try {
                folder.register(bound.watch, StandardWatchEventKinds.ENTRY_MODIFY);
            } catch (IOException e) {
                bound.close();
                throw e;
            }
            var _ = Thread.ofVirtual().name("postgres-log").start(bound::run);
            return Optional.of(bound);
        } catch (IOException e) {
            LOG.warn("event=postgres_log_unwatched reason=\"{}\"", e.getMessage());
            return Optional.empty();
        }
    }

    private void run() {
        try {
            while (true) {
                var key = watch.take();
                key.pollEvents();
                bound();
                if (!key.reset()) {
                    return;
                }
            }
        } catch (ClosedWatchServiceException e) {
            // The server was stopped.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void bound() {
        try {
            log.bound();
        } catch (IOException e) {
            LOG.warn("event=postgres_log_not_kept reason=\"{}\"", e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        watch.close();
    }
}
