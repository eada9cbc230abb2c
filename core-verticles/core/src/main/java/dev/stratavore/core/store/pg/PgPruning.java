package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.RunnerId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Removes what has ended long ago. */
final class PgPruning {
    private static final String RUNNERS =
            """
            with old as (
                select r.id
                from runners r
                join runner_attempts a on a.runner_id = r.id and a.attempt = r.attempt
                where not r.live and r.node_id = $1 and a.ended_at < $2 and r.worktree is null
                order by a.ended_at, r.id
                limit $3
            ), attempts as (
                delete from runner_attempts where runner_id in (select id from old)
            )
            delete from runners where id in (select id from old) returning id
            """;

    /** A client repeats a command within minutes; a day is what the API promises. */
    private static final String COMMANDS =
            "delete from commands where created_at < now() - interval '1 day'";

    private PgPruning() {}

    static Future<List<RunnerId>> prune(
            SqlClient client, NodeId node, Instant endedBefore, int limit) {
        var arguments = Tuple.of(node.value(), endedBefore.atOffset(ZoneOffset.UTC), limit);
        return client.preparedQuery(COMMANDS)
                .execute()
                .compose(_ -> client.preparedQuery(RUNNERS).execute(arguments))
                .map(rows -> {
                    var ids = new ArrayList<RunnerId>();
                    rows.forEach(row -> ids.add(new RunnerId(row.getString(0))));
                    return List.copyOf(ids);
                });
    }
}
