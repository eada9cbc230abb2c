package dev.stratavore.core.edge;

import dev.stratavore.api.v1.KillRequest;
import dev.stratavore.api.v1.KillResult;
import io.vertx.core.Vertx;

/** Ends runners, all at once, and tells of each as its end is settled. */
final class Kill implements Streaming<KillRequest, KillResult> {
    private final Vertx vertx;
    private final KillTargets targets;
    private final Asking actors;
    private final Following following;
    private final EdgeOptions.Timing timing;
    private final RunnerMessages messages;

    Kill(
            Vertx vertx,
            KillTargets targets,
            Asking actors,
            Following following,
            EdgeOptions.Timing timing,
            RunnerMessages messages) {
        this.vertx = vertx;
        this.targets = targets;
        this.actors = actors;
        this.following = following;
        this.timing = timing;
        this.messages = messages;
    }

    @Override
    public void open(KillRequest request, Caller caller, Outlet<KillResult> outlet) {
        var order = StopOrder.of(request, caller, timing.stopGrace());
        var stopper = new Stopper(vertx, actors, following, order, timing.stopConfirmation());
        outlet.onEnd(stopper::abandon);
        Hop.back(vertx, targets.toEnd(request, caller))
                .onFailure(outlet::fail)
                .onSuccess(found -> new Killing(caller, stopper, messages, outlet).begin(found));
    }
}
