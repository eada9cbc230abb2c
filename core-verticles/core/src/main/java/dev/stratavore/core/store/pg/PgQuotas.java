package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore.NewProject;
import dev.stratavore.core.store.ProjectStore.QuotaChange;
import dev.stratavore.core.store.ProjectStore.QuotaSet;
import dev.stratavore.core.store.pg.PgCommands.Noted;
import dev.stratavore.core.store.pg.PgEventLog.Cause;
import dev.stratavore.core.store.pg.PgEventLog.Numbered;
import dev.stratavore.core.store.pg.PgGateway.Verdict;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The limits that projects have of their own. */
final class PgQuotas {
    private static final String KIND = "project.quota";

    private static final String OF =
            "select project_key, name, value from quotas where project_key = any($1)";

    private static final String PUT =
            """
            insert into quotas (project_key, name, value, changed_at, principal, command_id, trace_id)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (project_key, name) do update set
                value = excluded.value, changed_at = excluded.changed_at,
                principal = excluded.principal, command_id = excluded.command_id,
                trace_id = excluded.trace_id, version = quotas.version + 1
            """;

    private static final String REMOVE = "delete from quotas where project_key = $1 and name = $2";

    private static final String COUNT =
            """
            update projects set version = version + 1, last_seq = last_seq + 1 where key = $1
            returning last_seq
            """;

    private final PgEventLog log;

    PgQuotas(PgEventLog log) {
        this.log = log;
    }

    /** Names of other versions are passed over. */
    static Future<Map<ProjectKey, Map<QuotaName, Long>>> of(
            SqlClient client, List<ProjectKey> projects) {
        var keys = projects.stream().map(ProjectKey::value).toArray(Long[]::new);
        return client.preparedQuery(OF)
                .execute(Tuple.of(keys))
                .map(rows -> {
                    var found = new HashMap<ProjectKey, Map<QuotaName, Long>>();
                    for (var row : rows) {
                        var project = new ProjectKey(row.getLong("project_key"));
                        QuotaName.ofWord(row.getString("name"))
                                .ifPresent(name ->
                                        found.computeIfAbsent(
                                                        project,
                                                        _ -> new EnumMap<>(QuotaName.class))
                                                .put(name, row.getLong("value")));
                    }
                    return found;
                });
    }

    /** Those that a new project begins with. */
    static Future<Void> insert(
            SqlConnection connection, ProjectKey key, NewProject project, CommandMeta meta) {
        if (project.limits().isEmpty()) {
            return Future.succeededFuture();
        }
        var batch =
                project.limits().entrySet().stream()
                        .map(each ->
                                values(key, each.getKey(), each.getValue(), project.at(), meta))
                        .toList();
        return connection.preparedQuery(PUT).executeBatch(batch).mapEmpty();
    }

    private static Tuple values(
            ProjectKey key, QuotaName name, long value, Instant at, CommandMeta meta) {
        return Tuple.tuple()
                .addLong(key.value())
                .addString(name.word())
                .addLong(value)
                .addOffsetDateTime(Sql.timestamp(at))
                .addString(meta.principal().value())
                .addUUID(meta.commandId())
                .addString(meta.traceId());
    }

    Future<Verdict<QuotaSet>> set(SqlConnection connection, QuotaChange change, CommandMeta meta) {
        var target = change.project().value() + "/" + change.name().word();
        return PgCommands.note(connection, meta, KIND, target)
                .compose(noted ->
                        switch (noted) {
                            case Noted.First _ ->
                                    PgPlaces.alone(connection, change.project())
                                            .compose(_ -> first(connection, change, meta));
                            case Noted.Again again ->
                                    refuse(
                                            again.target().equals(target)
                                                    ? new QuotaSet.Done()
                                                    : new QuotaSet.OtherCommand());
                            case Noted.Other _ -> refuse(new QuotaSet.OtherCommand());
                        });
    }

    private Future<Verdict<QuotaSet>> first(
            SqlConnection connection, QuotaChange change, CommandMeta meta) {
        return PgProjectStore.keyed(connection, change.project())
                .compose(project ->
                        project.isEmpty()
                                ? refuse(new QuotaSet.ProjectGone())
                                : checked(connection, project.get(), change, meta));
    }

    private Future<Verdict<QuotaSet>> checked(
            SqlConnection connection, ProjectRow project, QuotaChange change, CommandMeta meta) {
        int live = project.liveRunners();
        if (change.isBelowUse(live, meta)) {
            return refuse(new QuotaSet.BelowUse(change.limit().getAsLong(), live));
        }
        return of(connection, List.of(project.key()))
                .compose(limits -> {
                    var own = limits.getOrDefault(project.key(), Map.of()).get(change.name());
                    var before = own == null ? OptionalLong.empty() : OptionalLong.of(own);
                    return before.equals(change.value())
                            ? Future.succeededFuture(false)
                            : write(connection, project, change, before, meta);
                })
                .map(_ -> new Verdict.Commit<>(new QuotaSet.Done()));
    }

    private Future<Boolean> write(
            SqlConnection connection,
            ProjectRow project,
            QuotaChange change,
            OptionalLong before,
            CommandMeta meta) {
        var cause =
                new Cause(
                        meta.principal().value(),
                        Optional.of(meta.commandId()),
                        meta.traceId(),
                        change.at());
        var event = NewEvent.quotaSet(project, change.name(), before, change.value());
        return put(connection, change, meta)
                .compose(_ ->
                        connection.preparedQuery(COUNT).execute(Tuple.of(change.project().value())))
                .map(rows -> Sql.first(rows).orElseThrow().getLong(0))
                .compose(seq -> log.write(connection, List.of(new Numbered(seq, event)), cause))
                .map(true);
    }

    /** The row alone, for a transaction that holds the project. */
    static Future<Boolean> put(SqlConnection connection, QuotaChange change, CommandMeta meta) {
        var key = change.project();
        var done =
                change.value().isPresent()
                        ? connection
                                .preparedQuery(PUT)
                                .execute(
                                        values(
                                                key,
                                                change.name(),
                                                change.value().getAsLong(),
                                                change.at(),
                                                meta))
                        : connection
                                .preparedQuery(REMOVE)
                                .execute(Tuple.of(key.value(), change.name().word()));
        return done.map(true);
    }

    private static Future<Verdict<QuotaSet>> refuse(QuotaSet refusal) {
        return Future.succeededFuture(new Verdict.Rollback<>(refusal));
    }
}
