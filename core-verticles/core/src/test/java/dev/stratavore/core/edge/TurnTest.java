package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TurnTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Edge.await(vertx.close());
    }

    @Test
    void anActionThatThrowsFailsTheFuture() {
        var context = vertx.getOrCreateContext();
        Future<String> turn =
                Turn.on(
                        context,
                        () -> {
                            throw new IllegalStateException("on the way");
                        });
        assertThatThrownBy(() -> Edge.await(turn))
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("on the way");
    }

    @Test
    void anActionRunsOnItsContext() {
        var context = vertx.getOrCreateContext();
        var where = Turn.on(context, () -> Future.succeededFuture(Vertx.currentContext()));
        assertThat(Edge.await(where)).isEqualTo(context);
    }
}
