package dev.stratavore.core.edge;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a runner now, after each nudge and, since nudges may be lost, at long intervals; tells each
 * new version once. A reader that is not ready misses what lies between and gets the newest when it
 * is. Confined to one context.
 */
final class RunnerFollower {
    private static final long NONE = -1;

    private final Vertx vertx;
    private final RunnerStore store;
    private final RunnerId runner;
    private final Reader reader;
    private @Nullable Runnable endOfWatch;
    private long timer = NONE;
    private long lastVersion = NONE;
    private boolean due;
    private boolean reading;
    private boolean stopped;

    /** Who wants to know. */
    interface Reader {
        /** Whether a row can be taken now; if not, {@link RunnerFollower#wake} comes later. */
        boolean ready();

        void row(RunnerRow row);

        /** The end: the store failed, or the runner is not there any more. */
        void failed(Throwable cause);
    }

    RunnerFollower(Vertx vertx, RunnerStore store, RunnerId runner, Reader reader) {
        this.vertx = vertx;
        this.store = store;
        this.runner = runner;
        this.reader = reader;
    }

    /** The watch begins before the first reading, so that no change can fall between. */
    void start(Actors actors, Duration reread) {
        endOfWatch = actors.watch(runner, this::changed);
        timer = vertx.setPeriodic(reread.toMillis(), _ -> changed());
        changed();
    }

    /** The reader is ready again. */
    void wake() {
        if (stopped || reading || !due || !reader.ready()) {
            return;
        }
        due = false;
        reading = true;
        Hop.back(vertx, store.find(runner)).onComplete(this::read);
    }

    void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        vertx.cancelTimer(timer);
        if (endOfWatch != null) {
            endOfWatch.run();
        }
    }

    private void changed() {
        due = true;
        wake();
    }

    private void read(AsyncResult<Optional<RunnerRow>> found) {
        reading = false;
        if (stopped) {
            return;
        }
        if (found.failed()) {
            end(found.cause());
        } else if (found.result().isEmpty()) {
            end(RunnerLookup.notFound(runner.value()));
        } else {
            tell(found.result().get());
            wake();
        }
    }

    private void tell(RunnerRow row) {
        if (row.version() != lastVersion) {
            lastVersion = row.version();
            reader.row(row);
        }
    }

    private void end(Throwable cause) {
        stop();
        reader.failed(cause);
    }
}
