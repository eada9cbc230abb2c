package dev.stratavore.core;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** On one Vertx, where the records themselves are passed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LocalActorsTest extends ActorContract {
    private final Vertx vertx = Vertx.vertx();

    @AfterAll
    void close() {
        Await.result(vertx.close());
    }

    @Override
    Vertx near() {
        return vertx;
    }

    @Override
    Vertx far() {
        return vertx;
    }
}
