package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.LaunchOptions;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.store.RunnerStore.Admission;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Inserts runners with their first attempts, whose fences the database gives out in order. */
final class PgRunnerInsert {
    private static final String INSERT =
            """
            with runner as (
                insert into runners (id, project_key, name, agent, status, node_id, lease_epoch,
                    owner, agent_session, cwd, argv, environment, expected_dialogs,
                    terminal_columns, terminal_rows, created_at, command_id, trace_id, options,
                    restart_most, max_time_ms, worktree, last_seq)
                values ($1, $2, $3, $4, 'starting', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
                    $15, $16, $17, $18, $19, $20, $21, 1)
                returning id, node_id, owner, command_id, trace_id)
            insert into runner_attempts (runner_id, attempt, node_id, principal, command_id, trace_id)
            select id, 1, node_id, owner, command_id, trace_id from runner
            """;

    private PgRunnerInsert() {}

    static Future<Void> all(
            SqlConnection connection, Admission wish, long epoch, CommandMeta meta) {
        var batch = wish.runners().stream().map(spec -> values(spec, wish, epoch, meta)).toList();
        return connection.preparedQuery(INSERT).executeBatch(batch).mapEmpty();
    }

    private static Tuple values(RunnerSpec spec, Admission wish, long epoch, CommandMeta meta) {
        return Tuple.tuple()
                .addString(spec.id().value())
                .addLong(wish.project().value())
                .addString(spec.name().orElse(null))
                .addString(spec.agent())
                .addUUID(wish.node().value())
                .addLong(epoch)
                .addString(meta.principal().value())
                .addString(spec.agentSession().orElse(null))
                .addString(spec.cwd())
                .addJsonArray(new JsonArray(spec.argv()))
                .addJsonObject(LaunchRecords.environment(spec))
                .addJsonArray(new JsonArray(spec.expectedDialogs()))
                .addInteger(spec.columns())
                .addInteger(spec.rows())
                .addOffsetDateTime(Sql.timestamp(wish.at()))
                .addUUID(meta.commandId())
                .addString(meta.traceId())
                .addJsonObject(LaunchRecords.options(spec.options()))
                .addInteger(spec.options().restart().most())
                .addLong(maxTime(spec.options()))
                .addValue(WorktreeJson.write(spec.options().worktree()));
    }

    private static @Nullable Long maxTime(LaunchOptions options) {
        var most = options.maxTimeMillis();
        return most.isPresent() ? most.getAsLong() : null;
    }
}
