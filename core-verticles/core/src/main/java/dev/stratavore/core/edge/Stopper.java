package dev.stratavore.core.edge;

import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.store.RunnerRow;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ends runners as ordered and waits until each is gone. Confined to one context. */
final class Stopper {
    private final Vertx vertx;
    private final Asking actors;
    private final Following following;
    private final StopOrder order;
    private final Duration confirmation;
    private final List<RunnerEnd> awaited = new ArrayList<>();
    private boolean abandoned;

    /** What the order did to a runner that has ended now. */
    enum Outcome {
        ENDED,
        /** It had ended before, and nothing was to come. */
        ENDED_BEFORE,
        /** It had ended before, and would have been started again. */
        NOT_RESTARTED
    }

    /** An ended runner. */
    record End(RunnerRow row, Outcome outcome) {}

    Stopper(
            Vertx vertx,
            Asking actors,
            Following following,
            StopOrder order,
            Duration confirmation) {
        this.vertx = vertx;
        this.actors = actors;
        this.following = following;
        this.order = order;
        this.confirmation = confirmation;
    }

    Future<End> stop(Future<RunnerRow> found) {
        return Hop.back(vertx, found)
                .compose(row ->
                        row.isOver()
                                ? Future.succeededFuture(new End(row, Outcome.ENDED_BEFORE))
                                : stop(row).map(gone -> new End(gone, outcome(row, gone))));
    }

    /** A restart that was owed may have begun before the order came. */
    private static Outcome outcome(RunnerRow before, RunnerRow gone) {
        boolean same = before.attempt().number() == gone.attempt().number();
        return before.status().ended() && same ? Outcome.NOT_RESTARTED : Outcome.ENDED;
    }

    private Future<RunnerRow> stop(RunnerRow row) {
        return Hop.back(vertx, actors.ask(order.command(row.id())))
                .compose(reply ->
                        switch (reply) {
                            case RunnerReply.Now _ -> gone(row);
                            case RunnerReply.Refused(var kind, var reason, var hint) ->
                                    throw Refusals.of(kind, reason, hint);
                        });
    }

    private Future<RunnerRow> gone(RunnerRow row) {
        long limit = order.graceMillis() + confirmation.toMillis();
        var end = RunnerEnd.await(row.id(), following, vertx, limit);
        awaited.add(end);
        if (abandoned) {
            end.abandon();
        }
        return end.future();
    }

    /** Nobody waits any more; the runners end all the same. */
    void abandon() {
        abandoned = true;
        awaited.forEach(RunnerEnd::abandon);
    }
}
