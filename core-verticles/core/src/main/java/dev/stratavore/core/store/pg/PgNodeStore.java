package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.store.LeaseLost;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.core.store.NodeStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

final class PgNodeStore implements NodeStore {
    private static final String BEGIN =
            """
            insert into nodes as node (id, label, version, lease_epoch) values ($1, $2, $3, 1)
            on conflict (id) do update set label = excluded.label, version = excluded.version,
                lease_epoch = node.lease_epoch + 1, started_at = now(), stopped_at = null
            returning lease_epoch
            """;

    private static final String RENEW =
            """
            update nodes set lease_until = now() + $2 * interval '1 millisecond'
            where id = $1 and lease_epoch = coalesce($3, lease_epoch)
            """;

    private static final String END =
            "update nodes set stopped_at = now() where id = $1 and lease_epoch = $2";

    private static final String LABEL = "select label from nodes where id = $1";

    private final PgGateway gateway;
    private final PgEventLog log;
    private final PgLeases leases;

    PgNodeStore(PgGateway gateway, PgEventLog log, PgLeases leases) {
        this.gateway = gateway;
        this.log = log;
        this.leases = leases;
    }

    @Override
    public Future<Lease> begin(NodeId node, String label, String version) {
        return gateway.read(client ->
                        client.preparedQuery(BEGIN).execute(Tuple.of(node.value(), label, version)))
                .map(rows -> {
                    long epoch = Sql.first(rows).orElseThrow().getLong(0);
                    leases.take(node, epoch);
                    return new Lease(node, epoch);
                });
    }

    @Override
    public Future<Void> renew(NodeId node, Duration length) {
        var epoch = leases.held(node).orElse(null);
        return gateway.read(client ->
                        client.preparedQuery(RENEW)
                                .execute(Tuple.of(node.value(), length.toMillis(), epoch)))
                .compose(rows -> rows.rowCount() == 1 ? Future.succeededFuture() : explained(node));
    }

    /** Fails with the reason for which no row was renewed. */
    private Future<Void> explained(NodeId node) {
        return gateway.<Boolean>transaction(connection ->
                        leases.require(connection, node)
                                .map(_ -> new PgGateway.Verdict.Rollback<>(true)))
                .mapEmpty();
    }

    @Override
    public Future<Void> end(NodeId node, JsonObject data, Instant at) {
        var event = NewEvent.daemonStopped(node, data);
        return gateway.<Boolean>transaction(connection ->
                        leases.require(connection, node)
                                .compose(epoch ->
                                        connection
                                                .preparedQuery(END)
                                                .execute(Tuple.of(node.value(), epoch)))
                                .compose(_ -> log.append(connection, event, at))
                                .map(_ -> new PgGateway.Verdict.Commit<>(true)))
                .mapEmpty();
    }

    @Override
    public Future<LeaseLost> displaced() {
        return leases.displaced();
    }

    @Override
    public Future<Optional<String>> label(NodeId node) {
        return gateway.read(client ->
                client.preparedQuery(LABEL)
                        .execute(Tuple.of(node.value()))
                        .map(rows -> Sql.first(rows).map(row -> row.getString(0))));
    }
}
