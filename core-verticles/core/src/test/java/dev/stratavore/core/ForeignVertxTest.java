package dev.stratavore.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.StepListener;
import dev.stratavore.core.protocol.RunnerStatus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In an application that uses its Vertx for itself. */
final class ForeignVertxTest {
    /** What the application says to itself. */
    private record Greeting(String text) {}

    private static final class GreetingCodec implements MessageCodec<Greeting, Greeting> {
        @Override
        public void encodeToWire(Buffer buffer, Greeting greeting) {
            throw new IllegalStateException("never leaves this node");
        }

        @Override
        public Greeting decodeFromWire(int position, Buffer buffer) {
            throw new IllegalStateException("never leaves this node");
        }

        @Override
        public Greeting transform(Greeting greeting) {
            return greeting;
        }

        @Override
        public String name() {
            return "greeting";
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }

    private static final class Application extends VerticleBase {
        @Override
        public Future<?> start() {
            return vertx.eventBus()
                    .<Greeting>consumer(
                            "application.greet",
                            message ->
                                    message.reply(new Greeting("hello " + message.body().text())))
                    .completion();
        }
    }

    private final Vertx vertx = Vertx.vertx();

    @BeforeEach
    void runTheApplication() {
        vertx.eventBus().registerCodec(new GreetingCodec());
        vertx.eventBus().codecSelector(body -> body instanceof Greeting ? "greeting" : null);
        Await.result(vertx.deployVerticle(new Application()));
    }

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void theCoreComesWorksAndGoesAndTheApplicationNoticesNothing() {
        var deploymentsBefore = vertx.deploymentIDs();
        greet();
        var threadsBefore = threads();
        var rig = new Rig(vertx, vertx, StepListener.NONE);
        rig.host.ignorePoliteStops();
        var running = rig.running();
        var stopping = rig.running();
        var _ = Await.result(rig.actors.ask(rig.stop(stopping, false)));
        var end = rig.actors.watch(running, () -> {});
        assertThat(end).isNotNull();
        greet();
        assertThat(vertx.deploymentIDs()).hasSizeGreaterThan(deploymentsBefore.size());
        assertThat(rig.timers.armed()).isPositive();

        rig.close();

        assertThat(vertx.deploymentIDs()).isEqualTo(deploymentsBefore);
        assertThat(rig.timers.armed()).isZero();
        for (var address :
                Set.of(
                        "stratavore.node." + Rig.NODE.value(),
                        "stratavore.project.1",
                        "stratavore.runner." + running.value(),
                        "stratavore.runner." + running.value() + ".changed")) {
            assertThat(Await.failure(vertx.eventBus().request(address, "anybody?")))
                    .as(address)
                    .hasMessageContaining("No handlers");
        }
        assertThat(
                        Await.failure(
                                Future.future(_ ->
                                        vertx.eventBus()
                                                .send(
                                                        "application.greet",
                                                        "x",
                                                        new DeliveryOptions()
                                                                .setCodecName("stratavore.wire")))))
                .hasMessageContaining("No message codec");
        greet();
        assertThat(threads()).isSubsetOf(threadsBefore);
        // The runner itself lives on, and the next core finds it.
        assertThat(rig.host.live()).hasSize(2);
        assertThat(rig.stores.runners.row(running).status()).isEqualTo(RunnerStatus.RUNNING);
    }

    private void greet() {
        var reply =
                Await.result(
                        vertx.eventBus()
                                .<Greeting>request("application.greet", new Greeting("you")));
        assertThat(reply.body()).isEqualTo(new Greeting("hello you"));
    }

    /** Threads but for Vert.x' own, which are made at need and belong to the application. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("vert.x-"))
                .collect(Collectors.toSet());
    }
}
