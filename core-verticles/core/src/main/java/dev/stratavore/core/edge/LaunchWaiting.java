package dev.stratavore.core.edge;

import dev.stratavore.api.v1.LaunchProgress;
import dev.stratavore.api.v1.LaunchRequest;
import dev.stratavore.core.store.ProjectRow;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** A launch that waits for a place instead of being refused. */
final class LaunchWaiting implements Streaming<LaunchRequest, LaunchProgress> {
    private static final long MAX_WAIT = Duration.ofDays(366).toMillis();

    private final Vertx vertx;
    private final Launcher launcher;
    private final Fit fit;
    private final PlaceQueues queues;

    LaunchWaiting(Vertx vertx, Launcher launcher, Fit fit, PlaceQueues queues) {
        this.vertx = vertx;
        this.launcher = launcher;
        this.fit = fit;
        this.queues = queues;
    }

    @Override
    public void open(LaunchRequest request, Caller caller, Outlet<LaunchProgress> outlet) {
        long wait = Ranges.within("wait_ms", request.getWaitMs(), 0, MAX_WAIT);
        var wish = launcher.wish(request, caller);
        Hop.back(vertx, launcher.project(wish).compose(project -> thatMayFit(project, wish)))
                .onFailure(outlet::fail)
                .onSuccess(project -> {
                    var tries =
                            new WaitingLaunch.Tries(
                                    () -> launcher.attempt(project, wish),
                                    () -> fit.objection(project.key(), wish));
                    var waiting = new WaitingLaunch(vertx, queues, tries, outlet);
                    waiting.begin(project, launcher::settled, wait);
                });
    }

    /** What can never fit would hold up everybody behind it. */
    private Future<ProjectRow> thatMayFit(ProjectRow project, Launcher.Wish wish) {
        return fit.objection(project.key(), wish)
                .map(objection -> {
                    if (objection.isPresent()) {
                        throw objection.get();
                    }
                    return project;
                });
    }
}
