package dev.stratavore.core.runner;

import dev.stratavore.core.protocol.PlaceScope;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.store.RunnerRow;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tries a restart that waits for a place again whenever one may have become free and, since such a
 * nudge may be lost, at long intervals. Confined to the actor's context.
 */
final class PlaceWatch {
    /** Between two tries without a nudge. */
    static final Duration REREAD = Duration.ofSeconds(30);

    private final RunnerEffects.Owner owner;
    private @Nullable RunnerRow waiting;
    private @Nullable Runnable endOfWatch;
    private boolean nudged;
    private boolean armed;

    PlaceWatch(RunnerEffects.Owner owner) {
        this.owner = owner;
    }

    /** The runner is like this now. */
    void watch(RunnerRow row) {
        if (row.restarts().waitsFor().isEmpty()) {
            stop();
            return;
        }
        waiting = row;
        if (endOfWatch == null) {
            endOfWatch = owner.watchPlaces(this::placeOf);
            tryAgainLater();
            // One that became free before the watch began was told to nobody here.
            nudge();
        }
    }

    /** No more tries. */
    void stop() {
        waiting = null;
        if (endOfWatch != null) {
            endOfWatch.run();
            endOfWatch = null;
        }
    }

    private void placeOf(ProjectKey project) {
        var row = waiting;
        if (row != null
                && (row.project().equals(project)
                        || row.restarts().waitsFor().equals(Optional.of(PlaceScope.NODE)))) {
            nudge();
        }
    }

    /** Nudges that come while a try is under way make one more. */
    private void nudge() {
        if (!nudged) {
            nudged = true;
            owner.outcome(
                    Future.succeededFuture(),
                    _ -> {
                        nudged = false;
                        tryNow();
                        return Future.succeededFuture();
                    });
        }
    }

    private void tryAgainLater() {
        if (armed) {
            return;
        }
        armed = true;
        owner.later(
                REREAD,
                () -> {
                    armed = false;
                    if (waiting != null) {
                        tryNow();
                        tryAgainLater();
                    }
                    return Future.succeededFuture();
                });
    }

    private void tryNow() {
        var row = waiting;
        if (row != null) {
            owner.tell(
                    new RunnerCommand.RestartDue(row.id(), row.attempt().fence(), row.version()));
        }
    }
}
