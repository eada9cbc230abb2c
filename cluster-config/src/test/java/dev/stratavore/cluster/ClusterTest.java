package dev.stratavore.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes in one JVM, on loopback, found by their ports. */
final class ClusterTest {
    private static final String ADDRESS = "test.echo";
    private static final int DEADLINE_SECONDS = 60;

    private final List<Vertx> started = new ArrayList<>();

    private Vertx start(String cluster, int port, List<String> members) throws TimeoutException {
        Vertx vertx =
                await(VertxFactory.clustered(ClusterOptions.onLoopback(cluster, port, members)));
        started.add(vertx);
        return vertx;
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    private static void echo(Vertx vertx) throws TimeoutException {
        MessageConsumer<String> consumer =
                vertx.eventBus()
                        .consumer(ADDRESS, message -> message.reply("echo " + message.body()));
        await(consumer.completion());
    }

    private static String ask(Vertx vertx, String text) throws TimeoutException {
        return await(vertx.eventBus().<String>request(ADDRESS, text)).body();
    }

    /**
     * Ports that were free a moment ago, all different: each was held while the next was asked for.
     */
    private static int[] freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        int[] ports = new int[count];
        for (int i = 0; i < count; i++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            held.add(socket);
            ports[i] = socket.getLocalPort();
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        return ports;
    }

    @AfterEach
    void stop() throws TimeoutException {
        for (Vertx vertx : started) {
            await(vertx.close());
        }
    }

    @Test
    void twoNodesTalkAndAStrangerDoesNotJoin()
            throws IOException, TimeoutException, InterruptedException {
        int[] ports = freePorts(3);
        List<String> members =
                List.of("127.0.0.1:" + ports[0], "127.0.0.1:" + ports[1], "127.0.0.1:" + ports[2]);
        Vertx one = start("ours", ports[0], members);
        Vertx two = start("ours", ports[1], members);
        echo(one);
        assertThat(ask(two, "across")).isEqualTo("echo across");
        assertThat(one.isClustered()).isTrue();

        Vertx stranger = start("theirs", ports[2], members);
        assertThatThrownBy(() -> ask(stranger, "hello")).satisfies(ClusterTest::hasNoHandlers);

        await(one.close());
        assertThatThrownBy(() -> ask(two, "gone")).satisfies(ClusterTest::hasNoHandlers);
        await(two.close());
        await(stranger.close());
        assertNothingIsLeft(ports);
    }

    private static void hasNoHandlers(Throwable thrown) {
        assertThat(thrown).isInstanceOf(ReplyException.class);
        assertThat(((ReplyException) thrown).failureType()).isEqualTo(ReplyFailure.NO_HANDLERS);
    }

    private static void assertNothingIsLeft(int[] ports) throws IOException, InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("hz.")) {
                assertThat(thread.join(Duration.ofSeconds(DEADLINE_SECONDS)))
                        .as(thread.getName())
                        .isTrue();
            }
        }
        for (int port : ports) {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        }
    }

    @Test
    void aTakenPortFailsTheStart() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start("ours", taken.getLocalPort(), List.of()))
                    .hasMessageContaining("bind");
        }
    }

    @Test
    void onlyTheNamedAddressListens() {
        var network =
                HazelcastMember.config(ClusterOptions.onLoopback("ours", 5701, List.of()))
                        .getNetworkConfig();
        assertThat(network.getInterfaces().getInterfaces()).containsExactly("127.0.0.1");
        assertThat(network.isPortAutoIncrement()).isFalse();
        assertThat(network.getJoin().getMulticastConfig().isEnabled()).isFalse();
        assertThat(network.getJoin().getAutoDetectionConfig().isEnabled()).isFalse();
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> ClusterOptions.onLoopback(" ", 5701, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClusterOptions.onLoopback("ours", 0, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new ClusterOptions.Timing(second, second, second))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
