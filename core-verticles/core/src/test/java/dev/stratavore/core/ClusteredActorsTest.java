package dev.stratavore.core;

import dev.stratavore.cluster.ClusterOptions;
import dev.stratavore.cluster.VertxFactory;
import dev.stratavore.testkit.FreePorts;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** From the other of two nodes, so that every command and reply crosses the wire. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClusteredActorsTest extends ActorContract {
    private final Vertx near;
    private final Vertx far;

    ClusteredActorsTest() {
        var ports = FreePorts.several(2);
        var members = ports.stream().map(port -> "127.0.0.1:" + port).toList();
        near = node(ports.getFirst(), members);
        far = node(ports.getLast(), members);
    }

    @AfterAll
    void close() {
        Await.result(far.close());
        Await.result(near.close());
    }

    private static Vertx node(int port, List<String> members) {
        return Await.result(
                VertxFactory.clustered(
                        ClusterOptions.onLoopback("actors-" + members, port, members)));
    }

    @Override
    Vertx near() {
        return near;
    }

    @Override
    Vertx far() {
        return far;
    }
}
