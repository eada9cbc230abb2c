package dev.stratavore.supervisor.database;

import dev.stratavore.core.actor.Backoff;
import dev.stratavore.sql.embedded.EmbeddedOptions;
import dev.stratavore.sql.embedded.EmbeddedPostgres;
import dev.stratavore.sql.embedded.RunningServer;
import dev.stratavore.sql.embedded.StartResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the embedded server running: one that ends unasked is started again on the same port,
 * sooner at first and later less often. Starts run on a thread of their own. Thread-safe; only
 * {@link #close} waits for a start or a stop that is under way.
 */
final class EmbeddedKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKeeper.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final EmbeddedPostgres launcher;
    private final EmbeddedOptions options;
    private final Path folder;
    private RunningServer server;
    private volatile Optional<String> trouble = Optional.empty();
    private boolean closed;

    EmbeddedKeeper(EmbeddedPostgres launcher, EmbeddedOptions options, RunningServer server) {
        this.launcher = launcher;
        this.options = options;
        this.server = server;
        this.folder = server.folder();
        watch(server);
    }

    /** Where the server's files are, which is the same after every restart. */
    Path folder() {
        return folder;
    }

    /** Why there is no server at the moment, for {@code status}. */
    Optional<String> trouble() {
        return trouble;
    }

    /** Stops the server for good. */
    synchronized void close() {
        closed = true;
        LOG.info("event=database.stopped result={}", server.stop(STOP_PATIENCE));
    }

    private void watch(RunningServer running) {
        running.ended().thenRunAsync(() -> ended(running), later(FIRST_PAUSE));
    }

    private void ended(RunningServer gone) {
        synchronized (this) {
            if (closed) {
                return;
            }
            LOG.error("event=database.ended-unasked pid={}", gone.pid());
            trouble = Optional.of("the embedded database ended by itself; starting it again");
            LOG.info("event=database.released result={}", gone.stop(STOP_PATIENCE));
        }
        restart(new Backoff(FIRST_PAUSE.multipliedBy(2), LONGEST_PAUSE));
    }

    private synchronized void restart(Backoff pauses) {
        if (closed) {
            return;
        }
        switch (launcher.start(options)) {
            case StartResult.Started started -> {
                LOG.info("event=database.restarted pid={}", started.pid());
                server = started.server();
                trouble = Optional.empty();
                watch(server);
            }
            case StartResult.Failed failed -> {
                LOG.error("event=database.restart-failed reason=\"{}\"", failed.message());
                trouble = Optional.of("the embedded database is down: " + failed.message());
                later(pauses.next()).execute(() -> restart(pauses));
            }
        }
    }

    private static Executor later(Duration pause) {
        Executor own = task -> Thread.ofPlatform().daemon().name("database").start(task);
        return CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, own);
    }
}
