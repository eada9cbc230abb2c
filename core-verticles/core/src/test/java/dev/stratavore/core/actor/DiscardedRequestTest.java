package dev.stratavore.core.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the bus says, in words alone, of a request that no handler ever saw. */
final class DiscardedRequestTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void aConsumerThatGoesDiscardsWhatItHasNotTaken() {
        var consumer = vertx.eventBus().<String>consumer("address", _ -> {});
        consumer.pause();
        var reply = vertx.eventBus().<String>request("address", "hello");
        var _ = consumer.unregister();
        assertThat(
                        reply.toCompletionStage()
                                .toCompletableFuture()
                                .orTimeout(10, TimeUnit.SECONDS)
                                .handle((_, cause) -> unwrapped(cause))
                                .join())
                .isInstanceOfSatisfying(
                        ReplyException.class,
                        failure -> {
                            assertThat(failure.failureType()).isEqualTo(ReplyFailure.TIMEOUT);
                            assertThat(failure.getMessage()).startsWith(BusActors.DISCARDED);
                        });
    }

    private static Throwable unwrapped(Throwable cause) {
        return cause instanceof CompletionException wrapper && wrapper.getCause() != null
                ? wrapper.getCause()
                : cause;
    }
}
