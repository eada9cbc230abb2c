package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.Worktree;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore.InWorktree;
import dev.stratavore.core.store.pg.PgGateway.Verdict;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which runners have worktrees. */
final class PgWorktrees {
    private static final String ROWS =
            """
            where r.worktree is not null and ($1::text is null or %s)
            order by r.created_at, r.id limit $2
            """
                    .replace("%s", Sql.isNamed("$1"));
    private static final String TREES =
            "select id, worktree from runners where id = any($1) and worktree is not null";
    private static final String NODE =
            "select node_id from runners where id = $1 and worktree is not null";
    private static final String CLAIM =
            """
            update runners set worktree = worktree || '{"removing": true}'
            where id = $1 and not live and restart_at is null and worktree is not null
            """;
    private static final String RELEASE =
            "update runners set worktree = worktree - 'removing' where id = $1";

    /** Waits for a claim that is under way, and holds off the next one. */
    private static final String FREE =
            """
            select worktree is not null and not worktree ? 'removing' as free
            from runners where id = $1 for update
            """;

    private final PgLeases leases;

    PgWorktrees(PgLeases leases) {
        this.leases = leases;
    }

    static Future<List<InWorktree>> list(
            SqlClient client, Optional<ProjectName> project, int limit) {
        var narrowed = Tuple.of(project.map(ProjectName::value).orElse(null), limit);
        return RunnerRows.select(client, ROWS, narrowed)
                .compose(rows -> trees(client, rows).map(trees -> joined(rows, trees)));
    }

    private static Future<Map<String, Worktree>> trees(SqlClient client, List<RunnerRow> rows) {
        var ids = rows.stream().map(row -> row.id().value()).toArray(String[]::new);
        return client.preparedQuery(TREES)
                .execute(Tuple.of(ids))
                .map(found -> {
                    Map<String, Worktree> trees = new HashMap<>();
                    found.forEach(row ->
                            WorktreeJson.read(row.getJsonObject("worktree"))
                                    .ifPresent(tree -> trees.put(row.getString("id"), tree)));
                    return trees;
                });
    }

    /** One that lost its tree in between is left out. */
    private static List<InWorktree> joined(List<RunnerRow> rows, Map<String, Worktree> trees) {
        var joined = new ArrayList<InWorktree>();
        for (var row : rows) {
            var tree = trees.get(row.id().value());
            if (tree != null) {
                joined.add(new InWorktree(row, tree));
            }
        }
        return List.copyOf(joined);
    }

    Future<Verdict<Boolean>> claim(SqlConnection connection, RunnerId id) {
        return fenced(connection, id, CLAIM);
    }

    Future<Verdict<Boolean>> release(SqlConnection connection, RunnerId id) {
        return fenced(connection, id, RELEASE);
    }

    private Future<Verdict<Boolean>> fenced(SqlConnection connection, RunnerId id, String update) {
        return connection
                .preparedQuery(NODE)
                .execute(Tuple.of(id.value()))
                .compose(rows -> {
                    var node = Sql.first(rows).map(row -> new NodeId(row.getUUID(0)));
                    return node.isEmpty()
                            ? Future.succeededFuture(false)
                            : leases.require(connection, node.get())
                                    .compose(_ ->
                                            connection
                                                    .preparedQuery(update)
                                                    .execute(Tuple.of(id.value())))
                                    .map(result -> result.rowCount() > 0);
                })
                .map(Verdict.Commit::new);
    }

    /** Whether the runner has a tree that nobody is removing, until the transaction ends. */
    static Future<Boolean> free(SqlConnection connection, RunnerId id) {
        return connection
                .preparedQuery(FREE)
                .execute(Tuple.of(id.value()))
                .map(rows -> Sql.first(rows).map(row -> row.getBoolean(0)).orElse(false));
    }
}
