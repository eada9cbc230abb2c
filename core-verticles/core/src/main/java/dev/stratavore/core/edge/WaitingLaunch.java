package dev.stratavore.core.edge;

import dev.stratavore.api.error.ApiError;
import dev.stratavore.api.error.Reason;
import dev.stratavore.api.v1.LaunchProgress;
import dev.stratavore.api.v1.LaunchReply;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.store.ProjectRow;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One launch in its queue. A try under way is always awaited, so that neither a time that is over
 * nor a nudge makes it a second one. Confined to one context.
 */
final class WaitingLaunch implements PlaceQueues.Waiter {
    private static final long NONE = -1;

    private final Vertx vertx;
    private final PlaceQueues queues;
    private final Tries tries;
    private final Outlet<LaunchProgress> outlet;
    private @Nullable ProjectKey project;
    private @Nullable Function<Launcher.Attempt.Admitted, Future<LaunchReply>> settle;
    private @Nullable Refused lastRefusal;
    private LaunchProgress progress = LaunchProgress.getDefaultInstance();
    private long timer = NONE;
    private boolean told;
    private boolean trying;
    private boolean nudged;
    private boolean over;
    private boolean left;

    /**
     * What it does for a place.
     *
     * @param objection why it can never have one by the limits as they are then
     */
    record Tries(
            Supplier<Future<Launcher.Attempt>> attempt,
            Supplier<Future<Optional<Refused>>> objection) {}

    WaitingLaunch(Vertx vertx, PlaceQueues queues, Tries tries, Outlet<LaunchProgress> outlet) {
        this.vertx = vertx;
        this.queues = queues;
        this.tries = tries;
        this.outlet = outlet;
    }

    /**
     * @param waitMillis how long it waits; zero: as long as it takes
     */
    void begin(
            ProjectRow row,
            Function<Launcher.Attempt.Admitted, Future<LaunchReply>> whenAdmitted,
            long waitMillis) {
        if (!outlet.open()) {
            return;
        }
        project = row.key();
        settle = whenAdmitted;
        if (waitMillis > 0) {
            timer = vertx.setTimer(waitMillis, _ -> timeIsOver(waitMillis));
        }
        outlet.onEnd(this::leave);
        try {
            queues.join(row.key(), this);
        } catch (Refused full) {
            outlet.fail(full);
        }
    }

    /** Nobody hears of a queue who gets a place at once. */
    @Override
    public void stands(int place, int waiting) {
        progress = LaunchProgress.newBuilder().setPlace(place).setWaiting(waiting).build();
        if (place > 1 || told) {
            tell();
        }
    }

    private void tell() {
        told = true;
        outlet.write(progress);
    }

    @Override
    public void tryNow() {
        if (trying) {
            nudged = true;
            return;
        }
        if (left) {
            return;
        }
        trying = true;
        nudged = false;
        Hop.back(vertx, attempted()).onComplete(this::tried);
    }

    /** One that cannot be told now is told when this one tries. */
    @Override
    public void limitsChanged() {
        if (!left) {
            Hop.back(vertx, tries.objection().get())
                    .onComplete(told -> {
                        boolean waits = !trying && !left;
                        if (waits && told.succeeded()) {
                            told.result().ifPresent(outlet::fail);
                        }
                    });
        }
    }

    private Future<Launcher.Attempt> attempted() {
        try {
            return tries.attempt().get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private void tried(AsyncResult<Launcher.Attempt> result) {
        trying = false;
        if (result.failed()) {
            outlet.fail(result.cause());
            return;
        }
        switch (result.result()) {
            case Launcher.Attempt.Admitted admitted -> admitted(admitted);
            case Launcher.Attempt.NoPlace(var why) -> {
                lastRefusal = why;
                if (over) {
                    outlet.fail(why);
                    return;
                }
                if (!told) {
                    tell();
                }
                if (nudged) {
                    tryNow();
                }
            }
        }
    }

    /** The next one tries at once, and need not wait until this one runs. */
    private void admitted(Launcher.Attempt.Admitted admitted) {
        leave();
        var then = settle;
        if (then != null) {
            Hop.back(vertx, then.apply(admitted))
                    .onFailure(outlet::fail)
                    .onSuccess(reply -> {
                        outlet.write(LaunchProgress.newBuilder().setReply(reply).build());
                        outlet.end();
                    });
        }
    }

    private void timeIsOver(long waited) {
        timer = NONE;
        over = true;
        if (!trying && !left) {
            outlet.fail(tooLong(waited));
        }
    }

    private Refused tooLong(long waited) {
        var line = "no place became free within " + TimeUnit.MILLISECONDS.toSeconds(waited) + " s";
        var last = lastRefusal == null ? "others wait before it" : lastRefusal.error().message();
        return new Refused(
                ApiError.of(Reason.QUOTA_REACHED, line + ": " + last, "try again, or wait longer"));
    }

    private void leave() {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
        if (!left) {
            left = true;
            if (project != null) {
                queues.leave(project, this);
            }
        }
    }
}
