package dev.stratavore.core.edge;

import dev.stratavore.api.v1.LaunchProgress;
import dev.stratavore.api.v1.LaunchRequest;
import io.vertx.core.Vertx;
import java.time.Duration;

/** A launch that waits for a place instead of being refused. */
final class LaunchWaiting implements Streaming<LaunchRequest, LaunchProgress> {
    private static final long MAX_WAIT = Duration.ofDays(366).toMillis();

    private final Vertx vertx;
    private final Launcher launcher;
    private final PlaceQueues queues;

    LaunchWaiting(Vertx vertx, Launcher launcher, PlaceQueues queues) {
        this.vertx = vertx;
        this.launcher = launcher;
        this.queues = queues;
    }

    @Override
    public void open(LaunchRequest request, Caller caller, Outlet<LaunchProgress> outlet) {
        long wait = Ranges.within("wait_ms", request.getWaitMs(), 0, MAX_WAIT);
        var wish = launcher.wish(request, caller);
        Hop.back(vertx, launcher.project(wish))
                .onFailure(outlet::fail)
                .onSuccess(project -> {
                    var waiting =
                            new WaitingLaunch(
                                    vertx, queues, () -> launcher.attempt(project, wish), outlet);
                    waiting.begin(project, launcher::settled, wait);
                });
    }
}
