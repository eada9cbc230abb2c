package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.store.LeaseLost;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The epochs that this daemon was given, against which its writes are fenced. */
final class PgLeases {
    /** Holds off the start of a later daemon until this transaction has ended. */
    private static final String EPOCH = "select lease_epoch from nodes where id = $1 for share";

    /** Holds off a prolongation until this transaction has ended. */
    private static final String LAPSED =
            """
            select lease_epoch from nodes
            where id = $1 and (lease_until is null or lease_until < clock_timestamp()) for share
            """;

    private final Map<NodeId, Long> held = new ConcurrentHashMap<>();

    private final Promise<LeaseLost> displaced = Promise.promise();

    void take(NodeId node, long epoch) {
        held.put(node, epoch);
    }

    /** The epoch that this daemon was given, if it began the node. */
    Optional<Long> held(NodeId node) {
        return Optional.ofNullable(held.get(node));
    }

    /** Completes when the first write was refused. */
    Future<LeaseLost> displaced() {
        return displaced.future();
    }

    /** The epoch of a node whose lease has run out; empty if it has not. */
    Future<Optional<Long>> lapsed(SqlConnection connection, NodeId node) {
        return connection
                .preparedQuery(LAPSED)
                .execute(Tuple.of(node.value()))
                .map(rows -> Sql.first(rows).map(row -> row.getLong(0)));
    }

    /**
     * The node's epoch, which is that of this daemon. A daemon that never began a node is not
     * fenced there: it is no stale owner.
     */
    Future<Long> require(SqlConnection connection, NodeId node) {
        return connection
                .preparedQuery(EPOCH)
                .execute(Tuple.of(node.value()))
                .map(rows -> {
                    var row = Sql.first(rows);
                    if (row.isEmpty()) {
                        throw new IllegalStateException("node " + node.value() + " never began");
                    }
                    long current = row.get().getLong(0);
                    var epoch = held.get(node);
                    if (epoch != null && epoch != current) {
                        var lost = new LeaseLost(node, epoch, current);
                        displaced.tryComplete(lost);
                        throw lost;
                    }
                    return current;
                });
    }
}
