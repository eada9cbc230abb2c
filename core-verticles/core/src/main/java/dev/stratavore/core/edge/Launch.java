package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.api.v1.LaunchReply;
import dev.stratavore.api.v1.LaunchRequest;
import dev.stratavore.core.store.ProjectRow;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Starts runners of a project, all or none, and waits until each is running or has failed. Where
 * others wait for a place already, it does not overtake them.
 */
final class Launch implements Unary<LaunchRequest, LaunchReply> {
    private final Vertx vertx;
    private final Launcher launcher;
    private final Fit fit;
    private final PlaceQueues queues;

    Launch(Vertx vertx, Launcher launcher, Fit fit, PlaceQueues queues) {
        this.vertx = vertx;
        this.launcher = launcher;
        this.fit = fit;
        this.queues = queues;
    }

    @Override
    public Future<LaunchReply> answer(LaunchRequest request, Caller caller) {
        var wish = launcher.wish(request, caller);
        return Hop.back(vertx, launcher.project(wish))
                .compose(project -> {
                    int before = queues.waiting(project.key());
                    if (before > 0 && !caller.god()) {
                        return fit.objection(project.key(), wish)
                                .map(objection -> {
                                    throw objection.orElseGet(() -> othersWait(project, before));
                                });
                    }
                    return launcher.attempt(project, wish);
                })
                .compose(attempt ->
                        switch (attempt) {
                            case Launcher.Attempt.Admitted admitted -> launcher.settled(admitted);
                            case Launcher.Attempt.NoPlace(var why) -> throw why;
                        });
    }

    private static Refused othersWait(ProjectRow project, int waiting) {
        return Refused.of(
                Reason.QUOTA_REACHED,
                PlaceQueues.waitFor(waiting, "a place in " + project.name()),
                "--wait-slot joins them");
    }
}
