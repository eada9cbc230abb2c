package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RunnerId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The places in a project's quota; one transaction of a project at a time. */
final class PgPlaces {
    private static final String ALONE =
            "select pg_advisory_xact_lock(hashtextextended('stratavore.project:' || $1, 0))";

    private static final String LIMIT =
            """
            select q.value as max_runners from projects p
            left join quotas q on q.project_key = p.key and q.name = 'max_concurrent_runners'
            where p.key = $1 and p.deleted_at is null
            """;

    private static final String LIVE =
            "select id, name from runners where project_key = $1 and live";

    private PgPlaces() {}

    /** Whether there is room. */
    sealed interface Room {
        record Enough() implements Room {}

        record Full(int limit, int live) implements Room {}

        record Taken(String name, RunnerId holder) implements Room {}

        record NoProject() implements Room {}
    }

    /**
     * Whether so many more runners fit, under these names; holds the project until the transaction
     * ends.
     */
    static Future<Room> room(
            SqlConnection connection,
            ProjectKey project,
            int defaultLimit,
            int more,
            Map<RunnerId, String> names) {
        return alone(connection, project)
                .compose(_ -> limit(connection, project, defaultLimit))
                .compose(limit ->
                        limit.isEmpty()
                                ? Future.succeededFuture(new Room.NoProject())
                                : live(connection, project)
                                        .map(live -> room(limit.get(), live, more, names)));
    }

    /** Holds the project until the transaction ends. */
    static Future<Boolean> alone(SqlConnection connection, ProjectKey project) {
        return connection
                .preparedQuery(ALONE)
                .execute(Tuple.of(Long.toString(project.value())))
                .map(true);
    }

    private record Live(RunnerId id, Optional<String> name) {}

    private static Future<List<Live>> live(SqlConnection connection, ProjectKey project) {
        return connection
                .preparedQuery(LIVE)
                .execute(Tuple.of(project.value()))
                .map(rows ->
                        Sql.list(
                                rows,
                                row ->
                                        new Live(
                                                new RunnerId(row.getString("id")),
                                                Optional.ofNullable(row.getString("name")))));
    }

    private static Future<Optional<Integer>> limit(
            SqlConnection connection, ProjectKey project, int byDefault) {
        return connection
                .preparedQuery(LIMIT)
                .execute(Tuple.of(project.value()))
                .map(rows ->
                        Sql.first(rows)
                                .map(row -> {
                                    var own = row.getLong("max_runners");
                                    return own == null ? byDefault : Math.toIntExact(own);
                                }));
    }

    private static Room room(int limit, List<Live> live, int more, Map<RunnerId, String> names) {
        if (live.size() + more > limit) {
            return new Room.Full(limit, live.size());
        }
        var holders = new HashMap<String, RunnerId>();
        live.forEach(each -> each.name().ifPresent(name -> holders.put(name, each.id())));
        for (var wanted : names.entrySet()) {
            var holder = holders.putIfAbsent(wanted.getValue(), wanted.getKey());
            if (holder != null) {
                return new Room.Taken(wanted.getValue(), holder);
            }
        }
        return new Room.Enough();
    }
}
