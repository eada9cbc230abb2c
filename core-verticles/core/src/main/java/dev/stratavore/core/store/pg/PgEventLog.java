package dev.stratavore.core.store.pg;

import dev.stratavore.core.store.NewEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Writes events and, in the same statement, their outbox rows. */
final class PgEventLog {
    private static final String WRITE =
            """
            with event as (
                insert into events (id, aggregate_type, aggregate_id, seq, type, occurred_at,
                                    principal, command_id, trace_id, data)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                returning id, aggregate_type, aggregate_id, seq)
            insert into outbox (event_id, aggregate_type, aggregate_id, seq, routing_key)
            select id, aggregate_type, aggregate_id, seq, $11 from event
            """;

    private final Supplier<UUID> ids;

    PgEventLog(Supplier<UUID> ids) {
        this.ids = ids;
    }

    /**
     * Why events are written.
     *
     * @param commandId of the client's command behind them, if there is one
     */
    record Cause(String principal, Optional<UUID> commandId, String traceId, Instant at) {}

    /** One event and its place among those of its aggregate. */
    record Numbered(long seq, NewEvent event) {}

    /** An id of its own for an event that no request stands behind. */
    UUID freshId() {
        return ids.get();
    }

    Future<Void> write(SqlConnection connection, List<Numbered> events, Cause cause) {
        if (events.isEmpty()) {
            return Future.succeededFuture();
        }
        var batch = new ArrayList<Tuple>();
        for (var numbered : events) {
            var event = numbered.event();
            batch.add(
                    Tuple.tuple()
                            .addUUID(ids.get())
                            .addString(event.aggregateType())
                            .addString(event.aggregateId())
                            .addLong(numbered.seq())
                            .addString(event.type())
                            .addOffsetDateTime(Sql.timestamp(cause.at()))
                            .addString(cause.principal())
                            .addUUID(cause.commandId().orElse(null))
                            .addString(cause.traceId())
                            .addJsonObject(event.data())
                            .addString(event.routingKey()));
        }
        return connection.preparedQuery(WRITE).executeBatch(batch).mapEmpty();
    }
}
