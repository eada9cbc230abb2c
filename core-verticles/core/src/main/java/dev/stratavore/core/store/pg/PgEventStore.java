package dev.stratavore.core.store.pg;

import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.core.store.OpaqueToken;
import dev.stratavore.core.store.pg.PgGateway.Verdict;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

final class PgEventStore implements EventStore {
    private static final String CURSOR = "events";
    private static final String START = OpaqueToken.of(CURSOR, "0", "0");

    /**
     * Nothing below the oldest running transaction can still appear, so nothing is passed over. The
     * text of a transaction's number has a name of its own: an order by that name would be one of
     * texts, in which 1000 comes before 999.
     */
    private static final String READ =
            """
            select txid::text as txid_text, pos, id, aggregate_type, aggregate_id, seq, type,
                   occurred_at, principal, command_id, trace_id, data
            from events
            where (txid, pos) > ($1::text::xid8, $2)
              and txid < pg_snapshot_xmin(pg_current_snapshot())
            order by txid, pos
            limit $3
            """;

    private final PgGateway gateway;
    private final PgEventLog log;
    private final Supplier<UUID> ids;

    PgEventStore(PgGateway gateway, PgEventLog log, Supplier<UUID> ids) {
        this.gateway = gateway;
        this.log = log;
        this.ids = ids;
    }

    @Override
    public Future<Batch> read(Optional<String> cursor, int limit) {
        var from = cursor.orElse(START);
        return gateway.read(client -> {
            var key = OpaqueToken.read(from, CURSOR, 2);
            long txid = OpaqueToken.number(key.get(0));
            long pos = OpaqueToken.number(key.get(1));
            return client.preparedQuery(READ)
                    .execute(Tuple.of(Long.toString(txid), pos, limit))
                    .map(rows -> batch(rows, from));
        });
    }

    private static Batch batch(RowSet<Row> rows, String from) {
        var events = Sql.list(rows, PgEventStore::stored);
        var cursor = from;
        for (var row : rows) {
            cursor =
                    OpaqueToken.of(
                            CURSOR, row.getString("txid_text"), row.getLong("pos").toString());
        }
        return new Batch(events, cursor);
    }

    private static Stored stored(Row row) {
        return new Stored(
                row.getUUID("id"),
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getLong("seq"),
                row.getString("type"),
                row.getOffsetDateTime("occurred_at").toInstant(),
                row.getString("principal"),
                Optional.ofNullable(row.getUUID("command_id")),
                row.getString("trace_id"),
                row.getJsonObject("data"));
    }

    @Override
    public Future<Void> append(
            String aggregateType, String aggregateId, String type, JsonObject data, Instant at) {
        return append(new NewEvent(aggregateType, aggregateId, type, Optional.empty(), data), at);
    }

    @Override
    public Future<Void> append(NewEvent event, Instant at) {
        return append(ids.get(), event, at);
    }

    @Override
    public Future<Void> append(UUID id, NewEvent event, Instant at) {
        return gateway.<Boolean>transaction(connection ->
                        log.append(connection, id, event, at).map(_ -> new Verdict.Commit<>(true)))
                .mapEmpty();
    }
}
