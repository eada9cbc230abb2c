package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.Loss;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.PlaceScope;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerRow.Attempt;
import dev.stratavore.core.store.RunnerRow.ProcessRef;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads runners with their latest attempt. */
final class RunnerRows {
    private static final String SELECT =
            """
            select r.id, r.project_key, p.name as project_name, r.name, r.agent, r.status, r.version,
                   r.node_id, n.label as node_label, r.owner, r.created_at, r.cwd, r.argv,
                   array(select jsonb_object_keys(r.environment)) as environment_names,
                   r.agent_session, r.expected_dialogs,
                   r.attempt, a.fence, a.pid, a.start_ticks, a.exit_code, a.exit_signal, a.reason,
                   a.started_at, a.ended_at, a.lost, r.restart_most, r.restarts, r.restart_at, r.restart_waits,
                   r.unreachable_since, r.max_time_ms
            from runners r
            join projects p on p.key = r.project_key
            join nodes n on n.id = r.node_id
            join runner_attempts a on a.runner_id = r.id and a.attempt = r.attempt
            """;

    private RunnerRows() {}

    /**
     * @param rest of the statement, behind the joins
     */
    static Future<List<RunnerRow>> select(SqlClient client, String rest, Tuple values) {
        return client.preparedQuery(SELECT + rest)
                .execute(values)
                .map(rows -> Sql.list(rows, RunnerRows::row));
    }

    static Future<Optional<RunnerRow>> find(SqlClient client, RunnerId id) {
        return select(client, "where r.id = $1", Tuple.of(id.value()))
                .map(rows -> rows.stream().findFirst());
    }

    private static RunnerRow row(Row row) {
        return new RunnerRow(
                new RunnerId(row.getString("id")),
                new ProjectKey(row.getLong("project_key")),
                new ProjectName(row.getString("project_name")),
                Optional.ofNullable(row.getString("name")),
                row.getString("agent"),
                RunnerStatus.ofWord(row.getString("status")),
                row.getLong("version"),
                attempt(row),
                new NodeId(row.getUUID("node_id")),
                row.getString("node_label"),
                new Principal(row.getString("owner")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("cwd"),
                strings(row.getJsonArray("argv")),
                Arrays.stream(row.getArrayOfStrings("environment_names")).sorted().toList(),
                Optional.ofNullable(row.getString("agent_session")),
                strings(row.getJsonArray("expected_dialogs")),
                new RunnerRow.Restarts(
                        row.getInteger("restart_most"),
                        row.getInteger("restarts"),
                        Sql.instant(row, "restart_at"),
                        Sql.instant(row, "restart_at").flatMap(_ -> waitsFor(row))),
                Sql.instant(row, "unreachable_since"),
                Sql.number(row, "max_time_ms"));
    }

    /** What another version left there while none is owed means nothing. */
    private static Optional<PlaceScope> waitsFor(Row row) {
        return Optional.ofNullable(row.getString("restart_waits")).map(PlaceScope::ofWord);
    }

    private static Attempt attempt(Row row) {
        return new Attempt(
                row.getInteger("attempt"),
                row.getLong("fence"),
                Optional.ofNullable(row.getLong("pid"))
                        .map(pid -> new ProcessRef(pid, row.getLong("start_ticks"))),
                exit(row),
                Optional.ofNullable(row.getString("reason")),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "ended_at"),
                Optional.ofNullable(row.getString("lost")).map(Loss::ofWord));
    }

    private static Optional<ExitStatus> exit(Row row) {
        var code = row.getInteger("exit_code");
        var signal = row.getInteger("exit_signal");
        if (code != null) {
            return Optional.of(new ExitStatus.Code(code));
        }
        return signal == null ? Optional.empty() : Optional.of(new ExitStatus.Signal(signal));
    }

    private static List<String> strings(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }
}
