package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.quota.PlaceLimits;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The places of a project and its node; one transaction of a project at a time. */
final class PgPlaces {
    private static final String ALONE =
            "select pg_advisory_xact_lock(hashtextextended('stratavore.project:' || $1, 0))";

    private static final String LIMIT =
            """
            select q.value as max_runners from projects p
            left join quotas q on q.project_key = p.key and q.name = 'max_concurrent_runners'
            where p.key = $1 and p.deleted_at is null
            """;

    private static final String NODE_ALONE =
            "select pg_advisory_xact_lock(hashtextextended('stratavore.node:' || $1, 0))";

    private static final String LIVE_ON =
            """
            select count(*)::int as count from runners
            where node_id = $1
              and (live or $2 and restart_at is not null and restart_waits = 'node')
            """;

    /**
     * Those that count, and those that are to restart by themselves: they keep their names, and the
     * next place once they wait for one on this node.
     */
    private static final String HELD =
            """
            select id, name, live, restart_waits is not null and node_id = $2 as waits from runners
            where project_key = $1 and (live or restart_at is not null)
            """;

    private PgPlaces() {}

    /** Whether there is room. */
    sealed interface Room {
        record Enough() implements Room {}

        record Full(int limit, int live, int owed) implements Room {}

        record NodeFull(int limit, int taken) implements Room {}

        record Taken(String name, RunnerId holder) implements Room {}

        record NoProject() implements Room {}
    }

    /**
     * Runners that look for places.
     *
     * @param more how many
     * @param names theirs, as far as they have any
     * @param behindRestarts whether restarts that wait come before them
     */
    record Wanted(
            ProjectKey project,
            NodeId node,
            int more,
            Map<RunnerId, String> names,
            boolean behindRestarts) {}

    /**
     * Whether they fit; holds the project until the transaction ends, and then the node where it is
     * bounded: in this order everywhere, so that nobody waits in a circle.
     */
    static Future<Room> room(SqlConnection connection, Wanted wanted, PlaceLimits limits) {
        return alone(connection, wanted.project())
                .compose(_ -> limit(connection, wanted.project(), limits))
                .compose(limit ->
                        limit.isEmpty()
                                ? Future.succeededFuture(new Room.NoProject())
                                : held(connection, wanted)
                                        .map(held -> room(limit.get(), held, wanted)))
                .compose(room ->
                        room instanceof Room.Enough && limits.node().isPresent()
                                ? onNode(connection, wanted, limits)
                                : Future.succeededFuture(room));
    }

    private static Future<Room> onNode(
            SqlConnection connection, Wanted wanted, PlaceLimits limits) {
        return connection
                .preparedQuery(NODE_ALONE)
                .execute(Tuple.of(wanted.node().value().toString()))
                .compose(_ ->
                        connection
                                .preparedQuery(LIVE_ON)
                                .execute(Tuple.of(wanted.node().value(), wanted.behindRestarts())))
                .map(rows -> {
                    int taken = Sql.first(rows).orElseThrow().getInteger("count");
                    return limits.fillsNode(taken, wanted.more())
                            ? new Room.NodeFull(limits.node().orElseThrow(), taken)
                            : new Room.Enough();
                });
    }

    /** Holds the project until the transaction ends. */
    static Future<Boolean> alone(SqlConnection connection, ProjectKey project) {
        return connection
                .preparedQuery(ALONE)
                .execute(Tuple.of(Long.toString(project.value())))
                .map(true);
    }

    private record Held(RunnerId id, Optional<String> name, boolean live, boolean waits) {
        boolean isOwed() {
            return waits && !live;
        }
    }

    private static Future<List<Held>> held(SqlConnection connection, Wanted wanted) {
        return connection
                .preparedQuery(HELD)
                .execute(Tuple.of(wanted.project().value(), wanted.node().value()))
                .map(rows ->
                        Sql.list(
                                rows,
                                row ->
                                        new Held(
                                                new RunnerId(row.getString("id")),
                                                Optional.ofNullable(row.getString("name")),
                                                row.getBoolean("live"),
                                                row.getBoolean("waits"))));
    }

    private static Future<Optional<Integer>> limit(
            SqlConnection connection, ProjectKey project, PlaceLimits limits) {
        return connection
                .preparedQuery(LIMIT)
                .execute(Tuple.of(project.value()))
                .map(rows ->
                        Sql.first(rows)
                                .map(row -> {
                                    var own = row.getLong("max_runners");
                                    return limits.ofProject(
                                            own == null
                                                    ? OptionalInt.empty()
                                                    : OptionalInt.of(Math.toIntExact(own)));
                                }));
    }

    private static Room room(int limit, List<Held> held, Wanted wanted) {
        int live = (int) held.stream().filter(Held::live).count();
        int owed = wanted.behindRestarts() ? (int) held.stream().filter(Held::isOwed).count() : 0;
        if (live + owed + wanted.more() > limit) {
            return new Room.Full(limit, live, owed);
        }
        var holders = new HashMap<String, RunnerId>();
        held.forEach(each -> each.name().ifPresent(name -> holders.put(name, each.id())));
        for (var name : wanted.names().entrySet()) {
            var holder = holders.putIfAbsent(name.getValue(), name.getKey());
            if (holder != null && !holder.equals(name.getKey())) {
                return new Room.Taken(name.getValue(), holder);
            }
        }
        return new Room.Enough();
    }
}
