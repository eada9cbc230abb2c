package dev.stratavore.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.LoadedClasses;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SingleNodeTest {
    private static final int DEADLINE_SECONDS = 30;

    @TempDir private Path home;

    @Test
    void aSingleNodeLoadsNothingOfACluster() throws IOException, InterruptedException {
        List<String> classes = LoadedClasses.of(Main.class, home);
        assertThat(classes)
                .contains("io.vertx.core.impl.VertxImpl")
                .noneMatch(name -> name.startsWith("com.hazelcast"))
                .noneMatch(name -> name.startsWith("io.vertx.spi.cluster"));
    }

    @Test
    void theThreadKeepsItsClassLoader() throws TimeoutException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Vertx vertx = VertxFactory.single();
        try {
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
            ClassLoader inside =
                    vertx.executeBlocking(() -> Thread.currentThread().getContextClassLoader())
                            .await(DEADLINE_SECONDS, TimeUnit.SECONDS);
            assertThat(inside).isSameAs(before);
        } finally {
            vertx.close().await(DEADLINE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Starts a node, uses its event bus, and ends. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) throws TimeoutException {
            Vertx vertx = VertxFactory.single();
            vertx.eventBus().consumer("a", message -> message.reply(message.body()));
            Object reply =
                    vertx.eventBus()
                            .request("a", "b")
                            .await(DEADLINE_SECONDS, TimeUnit.SECONDS)
                            .body();
            if (vertx.isClustered() || !"b".equals(reply)) {
                throw new IllegalStateException("no single node");
            }
            vertx.close().await(DEADLINE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
