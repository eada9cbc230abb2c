package dev.stratavore.core.store;

import static dev.stratavore.core.store.Rig.await;
import static dev.stratavore.core.store.Rig.meta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.core.protocol.NodeId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class NodeStoreTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final NodeId OTHER = new NodeId(new UUID(2, 2));
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration GONE = Duration.ofMillis(-1);

    private final Rig rig;

    NodeStoreTest(Backend backend) {
        rig = backend.open();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aCleanStopIsAnEventOfTheNode() {
        await(rig.stores.nodes().begin(Rig.NODE, "host-1", "0.1"));

        await(rig.stores.nodes().end(Rig.NODE, new JsonObject().put("label", "host-1"), Rig.T0));

        var event = rig.events().getFirst();
        assertThat(event.type()).isEqualTo("system.daemon.stopped");
        assertThat(event.aggregateType()).isEqualTo("node");
        assertThat(event.aggregateId()).isEqualTo(Rig.NODE.value().toString());
        assertThat(event.seq()).isEqualTo(1);
        assertThat(event.data().getString("label")).isEqualTo("host-1");
        assertThat(rig.stores.nodes().displaced().isComplete()).isFalse();
    }

    @Test
    void aLeaseIsProlongedByManyAtOnce() {
        await(rig.stores.nodes().begin(Rig.NODE, "host-1", "0.1"));

        var all =
                Stream.generate(() -> rig.stores.nodes().renew(Rig.NODE, LEASE)).limit(20).toList();

        await(Future.all(all));
    }

    @Test
    void aDisplacedDaemonIsToldAtItsFirstWrite() {
        var project = rig.project("alpha");
        var later = rig.anotherDaemon();
        await(later.nodes().begin(Rig.NODE, "host-1", "0.2"));
        assertThat(rig.stores.nodes().displaced().isComplete()).isFalse();

        assertThatThrownBy(() ->
                        await(
                                rig.stores
                                        .runners()
                                        .admit(Rig.admission(project, rig.spec()), meta())))
                .isInstanceOf(LeaseLost.class);

        assertThat(await(rig.stores.nodes().displaced())).hasMessageContaining("epoch 2, not 1");
        assertThat(later.nodes().displaced().isComplete()).isFalse();
    }

    @Test
    void aDisplacedDaemonProlongsNothing() {
        await(rig.stores.nodes().begin(Rig.NODE, "host-1", "0.1"));
        await(rig.stores.nodes().renew(Rig.NODE, Duration.ofSeconds(30)));
        var later = rig.anotherDaemon();
        await(later.nodes().begin(Rig.NODE, "host-1", "0.2"));

        assertThatThrownBy(() -> await(rig.stores.nodes().renew(Rig.NODE, Duration.ofSeconds(30))))
                .isInstanceOf(LeaseLost.class);

        assertThat(await(rig.stores.nodes().displaced())).isInstanceOf(LeaseLost.class);
        await(later.nodes().renew(Rig.NODE, Duration.ofSeconds(30)));
    }

    @Test
    void whoProlongsALeaseLearnsWhetherItHadRunOut() {
        var nodes = rig.stores.nodes();
        await(nodes.begin(Rig.NODE, "host-1", "0.1"));

        assertThat(await(nodes.renew(Rig.NODE, LONG))).as("there was none").isTrue();
        assertThat(await(nodes.renew(Rig.NODE, GONE))).isFalse();
        assertThat(await(nodes.renew(Rig.NODE, LONG))).isTrue();
        assertThat(await(nodes.renew(Rig.NODE, LONG))).isFalse();
    }

    @Test
    void aNodeWhoseLeaseRanOutIsSilentWhileARunnerOfItIsUnmarked() {
        var project = rig.project("alpha");
        var nodes = rig.stores.nodes();
        await(nodes.begin(OTHER, "host-2", "0.1"));
        await(nodes.renew(Rig.NODE, GONE));
        assertThat(await(nodes.silent(OTHER))).as("it has no runner").isEmpty();
        var row = rig.runner(project);

        assertThat(await(nodes.silent(OTHER))).containsExactly(Rig.NODE);
        assertThat(await(nodes.silent(Rig.NODE))).as("never oneself").isEmpty();
        await(nodes.renew(Rig.NODE, LONG));
        assertThat(await(nodes.silent(OTHER))).isEmpty();
        assertThat(await(rig.stores.runners().saveForSilent(Rows.silent(row), meta()))).isFalse();
        await(nodes.renew(Rig.NODE, GONE));
        assertThat(await(rig.stores.runners().saveForSilent(Rows.silent(row), meta()))).isTrue();
        assertThat(await(nodes.silent(OTHER))).as("it is marked").isEmpty();
        assertThat(await(rig.stores.runners().find(row.id())).orElseThrow().unreachableSince())
                .contains(Rig.T0);
        assertThat(rig.eventTypes()).endsWith("runner.unreachable");
        assertThat(await(rig.stores.runners().saveForSilent(Rows.silent(row), meta())))
                .as("decided on an old version")
                .isFalse();
    }

    @Test
    void aBootIsKnownOnceItIsSettled() {
        var nodes = rig.stores.nodes();
        await(nodes.begin(Rig.NODE, "host-1", "0.1"));
        assertThat(await(nodes.boot(Rig.NODE))).isEmpty();
        await(nodes.settle(Rig.NODE, "boot-1"));
        await(nodes.renew(Rig.NODE, LONG));
        await(nodes.begin(Rig.NODE, "host-1", "0.2"));
        assertThat(await(nodes.boot(Rig.NODE))).contains("boot-1");
    }

    @Test
    void aDisplacedDaemonMarksNoStop() {
        await(rig.stores.nodes().begin(Rig.NODE, "host-1", "0.1"));
        await(rig.anotherDaemon().nodes().begin(Rig.NODE, "host-1", "0.2"));

        assertThatThrownBy(() -> await(rig.stores.nodes().end(Rig.NODE, new JsonObject(), Rig.T0)))
                .isInstanceOf(LeaseLost.class);

        assertThat(rig.events()).isEmpty();
        assertThat(await(rig.stores.nodes().displaced())).isInstanceOf(LeaseLost.class);
    }
}
