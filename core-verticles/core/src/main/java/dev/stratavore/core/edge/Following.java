package dev.stratavore.core.edge;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Makes followers of runners on the current context. */
final class Following {
    private final Vertx vertx;
    private final RunnerStore store;
    private final Actors actors;
    private final Duration reread;

    Following(Vertx vertx, RunnerStore store, Actors actors, Duration reread) {
        this.vertx = vertx;
        this.store = store;
        this.actors = actors;
        this.reread = reread;
    }

    RunnerFollower start(RunnerId runner, RunnerFollower.Reader reader) {
        var follower = new RunnerFollower(vertx, store, runner, reader);
        follower.start(actors, reread);
        return follower;
    }
}
