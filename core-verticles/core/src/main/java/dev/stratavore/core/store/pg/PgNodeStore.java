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
import java.util.List;
import java.util.Optional;

final class PgNodeStore implements NodeStore {
    private static final String BEGIN =
            """
            insert into nodes as node (id, label, version, lease_epoch) values ($1, $2, $3, 1)
            on conflict (id) do update set label = excluded.label, version = excluded.version,
                lease_epoch = node.lease_epoch + 1, started_at = now(), stopped_at = null
            returning lease_epoch
            """;

    /** By the time after the wait for whoever sweeps, if anybody does. */
    private static final String RENEW =
            """
            with before as (
                select id, lease_until from nodes
                where id = $1 and lease_epoch = coalesce($3, lease_epoch) for update
            )
            update nodes n set lease_until = clock_timestamp() + $2 * interval '1 millisecond'
            from before where n.id = before.id
            returning before.lease_until is null or before.lease_until < clock_timestamp()
            """;

    private static final String SILENT =
            """
            select n.id from nodes n
            where n.id <> $1 and (n.lease_until is null or n.lease_until < clock_timestamp())
              and exists (select from runners r
                          where r.node_id = n.id and r.live and r.unreachable_since is null)
            order by n.id
            """;

    private static final String BOOT = "select boot_id from nodes where id = $1";

    private static final String SETTLE = "update nodes set boot_id = $2 where id = $1";

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
    public Future<Boolean> renew(NodeId node, Duration length) {
        var epoch = leases.held(node).orElse(null);
        return gateway.read(client ->
                        client.preparedQuery(RENEW)
                                .execute(Tuple.of(node.value(), length.toMillis(), epoch)))
                .compose(rows ->
                        Sql.first(rows)
                                .map(row -> Future.succeededFuture(row.getBoolean(0)))
                                .orElseGet(() -> explained(node).map(_ -> false)));
    }

    /** Fails with the reason for which no row was renewed. */
    private Future<Void> explained(NodeId node) {
        return gateway.<Boolean>transaction(connection ->
                        leases.require(connection, node)
                                .map(_ -> new PgGateway.Verdict.Rollback<>(true)))
                .mapEmpty();
    }

    @Override
    public Future<List<NodeId>> silent(NodeId self) {
        return gateway.read(client ->
                client.preparedQuery(SILENT)
                        .execute(Tuple.of(self.value()))
                        .map(rows -> Sql.list(rows, row -> new NodeId(row.getUUID(0)))));
    }

    @Override
    public Future<Optional<String>> boot(NodeId node) {
        return gateway.read(client ->
                client.preparedQuery(BOOT)
                        .execute(Tuple.of(node.value()))
                        .map(rows ->
                                Sql.first(rows)
                                        .flatMap(row -> Optional.ofNullable(row.getString(0)))));
    }

    @Override
    public Future<Void> settle(NodeId node, String boot) {
        return gateway.<Boolean>transaction(connection ->
                        leases.require(connection, node)
                                .compose(_ ->
                                        connection
                                                .preparedQuery(SETTLE)
                                                .execute(Tuple.of(node.value(), boot)))
                                .map(_ -> new PgGateway.Verdict.Commit<>(true)))
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
