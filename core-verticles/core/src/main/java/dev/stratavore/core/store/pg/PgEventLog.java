package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.store.NewEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
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

    private static final String ALONE =
            "select pg_advisory_xact_lock(hashtextextended('stratavore.events:' || $1, 0))";

    private static final String LAST =
            """
            select coalesce(max(seq), 0) as seq,
                   exists (select from events where id = $3) as written
            from events
            where aggregate_type = $1 and aggregate_id = $2
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

    /** The next event of an aggregate that has no row to count them. */
    Future<Void> append(SqlConnection connection, NewEvent event, Instant at) {
        return append(connection, ids.get(), event, at);
    }

    /** The same, unless an event with this id is there. */
    Future<Void> append(SqlConnection connection, UUID id, NewEvent event, Instant at) {
        var cause = new Cause(Principal.SYSTEM.value(), Optional.empty(), ids.get().toString(), at);
        return connection
                .preparedQuery(ALONE)
                .execute(Tuple.of(event.aggregateType() + "/" + event.aggregateId()))
                .compose(_ ->
                        connection
                                .preparedQuery(LAST)
                                .execute(Tuple.of(event.aggregateType(), event.aggregateId(), id)))
                .compose(rows -> {
                    var last = Sql.first(rows).orElseThrow();
                    var next = new Numbered(last.getLong("seq") + 1, event);
                    return last.getBoolean("written")
                            ? Future.succeededFuture()
                            : write(connection, List.of(tuple(id, next, cause)));
                });
    }

    Future<Void> write(SqlConnection connection, List<Numbered> events, Cause cause) {
        if (events.isEmpty()) {
            return Future.succeededFuture();
        }
        return write(
                connection, events.stream().map(each -> tuple(ids.get(), each, cause)).toList());
    }

    private static Future<Void> write(SqlConnection connection, List<Tuple> batch) {
        return connection.preparedQuery(WRITE).executeBatch(batch).mapEmpty();
    }

    private static Tuple tuple(UUID id, Numbered numbered, Cause cause) {
        var event = numbered.event();
        return Tuple.tuple()
                .addUUID(id)
                .addString(event.aggregateType())
                .addString(event.aggregateId())
                .addLong(numbered.seq())
                .addString(event.type())
                .addOffsetDateTime(Sql.timestamp(cause.at()))
                .addString(cause.principal())
                .addUUID(cause.commandId().orElse(null))
                .addString(cause.traceId())
                .addJsonObject(event.data())
                .addString(event.routingKey());
    }
}
