package dev.stratavore.core.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The append-only record of what happened. Futures fail with {@link StoreUnavailable}, that of a
 * read also with {@link InvalidToken}.
 */
public interface EventStore {
    /**
     * An event as stored.
     *
     * @param seq gapless per aggregate, from 1
     */
    record Stored(
            UUID id,
            String aggregateType,
            String aggregateId,
            long seq,
            String type,
            Instant occurredAt,
            String principal,
            Optional<UUID> commandId,
            String traceId,
            JsonObject data) {}

    /** Some events and the cursor behind the last of them. */
    record Batch(List<Stored> events, String cursor) {
        public Batch {
            events = List.copyOf(events);
        }
    }

    /**
     * The next events behind a cursor (empty: from the first), only such as no running transaction
     * can still precede.
     */
    Future<Batch> read(Optional<String> cursor, int limit);

    /**
     * Appends an event of the node itself, such as {@code system.daemon.started}, with its outbox
     * row.
     */
    Future<Void> append(
            String aggregateType, String aggregateId, String type, JsonObject data, Instant at);

    /**
     * The same of an event that is the system's own finding.
     *
     * @param event its aggregate must be one that is written by this method alone
     */
    Future<Void> append(NewEvent event, Instant at);

    /**
     * The same for whoever may have to try again: where an event with this id is stored, nothing is
     * written.
     */
    Future<Void> append(UUID id, NewEvent event, Instant at);
}
