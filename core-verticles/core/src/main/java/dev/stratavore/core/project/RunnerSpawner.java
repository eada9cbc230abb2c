package dev.stratavore.core.project;

import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import io.vertx.core.Future;

/** Makes the actor of an admitted runner. */
@FunctionalInterface
public interface RunnerSpawner {
    /** Completes when the actor is up and owes the launch; idempotent by the runner's id. */
    Future<Void> spawn(RunnerId runner, RunnerSpec spec);
}
