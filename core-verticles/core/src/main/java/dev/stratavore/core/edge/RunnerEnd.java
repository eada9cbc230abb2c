package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.RunnerRow;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** Waits for the end of a runner, so long and no longer. Confined to one context. */
final class RunnerEnd implements RunnerFollower.Reader {
    private final Promise<RunnerRow> ended = Promise.promise();

    private RunnerEnd() {}

    static RunnerEnd await(RunnerId runner, Following following, Vertx vertx, long limitMillis) {
        var end = new RunnerEnd();
        var follower = following.start(runner, end);
        long timer = vertx.setTimer(limitMillis, _ -> end.failed(late(limitMillis)));
        end.future()
                .onComplete(_ -> {
                    vertx.cancelTimer(timer);
                    follower.stop();
                });
        return end;
    }

    private static Refused late(long limitMillis) {
        long seconds = TimeUnit.MILLISECONDS.toSeconds(limitMillis);
        return Refused.of(Reason.UNAVAILABLE, "not gone after " + seconds + " s");
    }

    Future<RunnerRow> future() {
        return ended.future();
    }

    /** Nobody wants to know any more. */
    void abandon() {
        failed(Refused.of(Reason.UNAVAILABLE, "no longer waited for"));
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public void row(RunnerRow row) {
        if (row.isOver()) {
            ended.tryComplete(row);
        }
    }

    @Override
    public void failed(Throwable cause) {
        ended.tryFail(cause);
    }
}
