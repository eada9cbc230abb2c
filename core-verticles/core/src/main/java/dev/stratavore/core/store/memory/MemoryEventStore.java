package dev.stratavore.core.store.memory;

import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.core.store.OpaqueToken;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

final class MemoryEventStore implements EventStore {
    private static final String CURSOR = "events";

    private final MemoryState state;

    MemoryEventStore(MemoryState state) {
        this.state = state;
    }

    @Override
    public Future<Batch> read(Optional<String> cursor, int limit) {
        return state.call(() -> {
            int size = state.events.size();
            long from =
                    cursor.map(c -> OpaqueToken.read(c, CURSOR, 1).getFirst())
                            .map(OpaqueToken::number)
                            .orElse(0L);
            int start = Math.clamp(from, 0, size);
            int end = Math.min(size, start + limit);
            return new Batch(
                    state.events.subList(start, end),
                    OpaqueToken.of(CURSOR, Integer.toString(end)));
        });
    }

    @Override
    public Future<Void> append(
            String aggregateType, String aggregateId, String type, JsonObject data, Instant at) {
        return append(new NewEvent(aggregateType, aggregateId, type, Optional.empty(), data), at);
    }

    @Override
    public Future<Void> append(NewEvent event, Instant at) {
        return append(() -> state.writeOfNode(event, at));
    }

    @Override
    public Future<Void> append(UUID id, NewEvent event, Instant at) {
        return append(() -> state.writeOfNode(id, event, at));
    }

    private Future<Void> append(Runnable write) {
        return state.<Optional<Void>>call(
                        () -> {
                            write.run();
                            return Optional.empty();
                        })
                .mapEmpty();
    }
}
