package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.RunnerStore.Prunable;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Removes what has ended. */
final class PgPruning {
    /** What is being restarted meanwhile is locked, and stays. */
    private static final String RUNNERS =
            """
            with old as (
                select r.id
                from runners r
                join runner_attempts a on a.runner_id = r.id and a.attempt = r.attempt
                join projects p on p.key = r.project_key
                where not r.live and r.restart_at is null and r.worktree is null
                  and r.node_id = $1
                  and ($2::timestamptz is null or a.ended_at < $2)
                  and ($3::text is null or %s)
                  and ($4::text is null or r.owner = $4)
                  and ($5::text is null or r.id = $5)
                order by a.ended_at, r.id
                limit $6
                for update of r skip locked
            ), attempts as (
                delete from runner_attempts where runner_id in (select id from old)
            ), gone as (
                delete from runners where id in (select id from old) returning id, node_id
            ), left_over as (
                insert into output_removals (runner_id, node_id)
                select id, node_id from gone
            )
            select id from gone
            """
                    .replace("%s", Sql.isNamed("$3"));

    private static final String LEFT =
            """
            select runner_id from output_removals
            where node_id = $1 order by pruned_at, runner_id limit $2
            """;

    private static final String REMOVED =
            "delete from output_removals where runner_id = any($1::text[])";

    /** A client repeats a command within minutes; a day is what the API promises. */
    private static final String COMMANDS =
            "delete from commands where created_at < now() - interval '1 day'";

    private PgPruning() {}

    static Future<List<RunnerId>> prune(SqlClient client, Prunable which, int limit) {
        var arguments =
                Tuple.tuple()
                        .addUUID(which.node().value())
                        .addOffsetDateTime(Sql.timestamp(which.endedBefore()))
                        .addString(which.project().map(ProjectName::value).orElse(null))
                        .addString(which.owner().map(Principal::value).orElse(null))
                        .addString(which.only().map(RunnerId::value).orElse(null))
                        .addInteger(limit);
        return client.preparedQuery(COMMANDS)
                .execute()
                .compose(_ -> client.preparedQuery(RUNNERS).execute(arguments))
                .map(rows -> Sql.list(rows, row -> new RunnerId(row.getString(0))));
    }

    static Future<List<RunnerId>> outputLeft(SqlClient client, NodeId node, int limit) {
        return client.preparedQuery(LEFT)
                .execute(Tuple.of(node.value(), limit))
                .map(rows -> Sql.list(rows, row -> new RunnerId(row.getString(0))));
    }

    static Future<Void> outputRemoved(SqlClient client, List<RunnerId> pruned) {
        var ids = pruned.stream().map(RunnerId::value).toArray(String[]::new);
        return client.preparedQuery(REMOVED).execute(Tuple.of(ids)).mapEmpty();
    }
}
