package dev.stratavore.core.store;

import static dev.stratavore.core.store.Rig.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class EventStoreTest {
    private final Rig rig;

    EventStoreTest(Backend backend) {
        rig = backend.open();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void anEventOfTheNodeIsTheSystems() {
        append("system.daemon.started", new JsonObject().put("pid", 4711).put("big", 1L << 60));

        var event = rig.events().getFirst();

        assertThat(event.type()).isEqualTo("system.daemon.started");
        assertThat(event.aggregateType()).isEqualTo("node");
        assertThat(event.seq()).isEqualTo(1);
        assertThat(event.principal()).isEqualTo("system");
        assertThat(event.commandId()).isEmpty();
        assertThat(event.occurredAt()).isEqualTo(Rig.T0);
        assertThat(event.data().getLong("big")).isEqualTo(1L << 60);
    }

    @Test
    void eventsOfOneAggregateWrittenAtOnceHaveNoGap() {
        var futures =
                IntStream.range(0, 30)
                        .mapToObj(i ->
                                rig.stores
                                        .events()
                                        .append(
                                                "node",
                                                "n" + i % 2,
                                                "system.alert.info",
                                                new JsonObject(),
                                                Rig.T0))
                        .toList();
        futures.forEach(Rig::await);

        for (var node : List.of("n0", "n1")) {
            assertThat(
                            rig.events().stream()
                                    .filter(e -> e.aggregateId().equals(node))
                                    .map(EventStore.Stored::seq))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 15).mapToObj(Long::valueOf).toList());
        }
    }

    @Test
    void aCursorGoesOnWhereItStopped() {
        for (int i = 0; i < 5; i++) {
            append("e" + i, new JsonObject());
        }

        var first = await(rig.stores.events().read(Optional.empty(), 2));
        var second = await(rig.stores.events().read(Optional.of(first.cursor()), 2));
        var third = await(rig.stores.events().read(Optional.of(second.cursor()), 2));
        var none = await(rig.stores.events().read(Optional.of(third.cursor()), 2));
        append("e5", new JsonObject());
        var late = await(rig.stores.events().read(Optional.of(none.cursor()), 2));

        assertThat(types(first)).containsExactly("e0", "e1");
        assertThat(types(second)).containsExactly("e2", "e3");
        assertThat(types(third)).containsExactly("e4");
        assertThat(types(none)).isEmpty();
        assertThat(types(late)).containsExactly("e5");
    }

    @Test
    void theCursorOfAnEmptyReadIsOneToo() {
        var empty = await(rig.stores.events().read(Optional.empty(), 10));
        append("first", new JsonObject());

        assertThat(types(await(rig.stores.events().read(Optional.of(empty.cursor()), 10))))
                .containsExactly("first");
    }

    @Test
    void anEventWithAnIdIsWrittenOnceHoweverOftenItIsTried() {
        var id = new UUID(7, 7);
        var event = new NewEvent("node", "n1", "found", Optional.empty(), new JsonObject());
        await(rig.stores.events().append(id, event, Rig.T0));
        append("later", new JsonObject());
        await(rig.stores.events().append(id, event, Rig.T0));

        assertThat(rig.events())
                .extracting(EventStore.Stored::type, EventStore.Stored::seq)
                .containsExactly(tuple("found", 1L), tuple("later", 2L));
        assertThat(rig.events().getFirst().id()).isEqualTo(id);
    }

    @Test
    void aForeignCursorIsRefused() {
        for (var cursor : List.of("x", "", OpaqueToken.of("runners", "1", "2"))) {
            assertThatThrownBy(() -> await(rig.stores.events().read(Optional.of(cursor), 10)))
                    .isInstanceOf(InvalidToken.class);
        }
    }

    private void append(String type, JsonObject data) {
        await(rig.stores.events().append("node", "n1", type, data, Rig.T0));
    }

    private static List<String> types(EventStore.Batch batch) {
        return batch.events().stream().map(EventStore.Stored::type).toList();
    }
}
