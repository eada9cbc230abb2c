package dev.stratavore.core.edge;

import dev.stratavore.api.v1.GetRunnerRequest;
import dev.stratavore.api.v1.Runner;
import dev.stratavore.core.store.RunnerRow;
import io.vertx.core.Vertx;

/** Streams a runner: now, and after each change until it has ended. */
final class WatchRunner implements Streaming<GetRunnerRequest, Runner> {
    private final Vertx vertx;
    private final RunnerLookup runners;
    private final Following following;
    private final RunnerMessages messages;

    WatchRunner(Vertx vertx, RunnerLookup runners, Following following, RunnerMessages messages) {
        this.vertx = vertx;
        this.runners = runners;
        this.following = following;
        this.messages = messages;
    }

    @Override
    public void open(GetRunnerRequest request, Caller caller, Outlet<Runner> outlet) {
        Hop.back(vertx, runners.one(request.getRunner(), request.getProject()))
                .onFailure(outlet::fail)
                .onSuccess(row -> follow(row, outlet));
    }

    private void follow(RunnerRow row, Outlet<Runner> outlet) {
        if (!outlet.open()) {
            return;
        }
        var follower = following.start(row.id(), new ToOutlet(outlet, messages));
        outlet.onRoom(follower::wake);
        outlet.onEnd(follower::stop);
    }

    private record ToOutlet(Outlet<Runner> outlet, RunnerMessages messages)
            implements RunnerFollower.Reader {
        @Override
        public boolean ready() {
            return !outlet.full();
        }

        @Override
        public void row(RunnerRow row) {
            outlet.write(messages.of(row));
            if (row.status().ended()) {
                outlet.end();
            }
        }

        @Override
        public void failed(Throwable cause) {
            outlet.fail(cause);
        }
    }
}
