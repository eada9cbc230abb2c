package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore.Admission;
import dev.stratavore.core.store.RunnerStore.Admitted;
import dev.stratavore.core.store.pg.PgCommands.Noted;
import dev.stratavore.core.store.pg.PgEventLog.Cause;
import dev.stratavore.core.store.pg.PgEventLog.Numbered;
import dev.stratavore.core.store.pg.PgGateway.Verdict;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** The transaction that admits runners: all of them or none, one admission a project at a time. */
final class PgAdmission {
    private static final String KIND = "runner.admit";

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

    /** In the order asked for: each new fence is higher than the one before. */
    private static final String ADMITTED =
            """
            join runner_attempts first on first.runner_id = r.id and first.attempt = 1
            where r.command_id = $1 order by first.fence
            """;

    private final PgEventLog log;
    private final PgLeases leases;

    PgAdmission(PgEventLog log, PgLeases leases) {
        this.log = log;
        this.leases = leases;
    }

    Future<Verdict<Admitted>> admit(SqlConnection connection, Admission wish, CommandMeta meta) {
        var target = Long.toString(wish.project().value());
        return PgCommands.note(connection, meta, KIND, target)
                .compose(noted ->
                        switch (noted) {
                            case Noted.First _ -> first(connection, wish, meta);
                            case Noted.Again _ ->
                                    admitted(connection, meta)
                                            .map(Admitted.Already::new)
                                            .map(Verdict.Rollback::new);
                            case Noted.Other _ -> refuse(new Admitted.OtherCommand());
                        });
    }

    private Future<Verdict<Admitted>> first(
            SqlConnection connection, Admission wish, CommandMeta meta) {
        return leases.require(connection, wish.node())
                .compose(epoch ->
                        connection
                                .preparedQuery(ALONE)
                                .execute(Tuple.of(Long.toString(wish.project().value())))
                                .compose(_ -> refusal(connection, wish))
                                .compose(refusal ->
                                        refusal.isPresent()
                                                ? refuse(refusal.get())
                                                : insert(connection, wish, epoch, meta)));
    }

    private static Future<Optional<Admitted>> refusal(SqlConnection connection, Admission wish) {
        return limit(connection, wish.project(), wish.defaultLimit())
                .compose(limit -> {
                    if (limit.isEmpty()) {
                        return Future.succeededFuture(Optional.of(new Admitted.ProjectGone()));
                    }
                    return connection
                            .preparedQuery(LIVE)
                            .execute(Tuple.of(wish.project().value()))
                            .map(live -> refusal(wish, limit.get(), live));
                });
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

    private static Optional<Admitted> refusal(Admission wish, int limit, RowSet<Row> live) {
        if (live.size() + wish.runners().size() > limit) {
            return Optional.of(new Admitted.QuotaReached(limit, live.size()));
        }
        var holders = new HashMap<String, RunnerId>();
        for (var row : live) {
            if (row.getString("name") != null) {
                holders.put(row.getString("name"), new RunnerId(row.getString("id")));
            }
        }
        for (var spec : wish.runners()) {
            if (spec.name().isPresent()) {
                var holder = holders.putIfAbsent(spec.name().get(), spec.id());
                if (holder != null) {
                    return Optional.of(new Admitted.NameTaken(spec.name().get(), holder));
                }
            }
        }
        return Optional.empty();
    }

    private Future<Verdict<Admitted>> insert(
            SqlConnection connection, Admission wish, long epoch, CommandMeta meta) {
        var cause =
                new Cause(
                        meta.principal().value(),
                        Optional.of(meta.commandId()),
                        meta.traceId(),
                        wish.at());
        return PgRunnerInsert.all(connection, wish, epoch, meta)
                .compose(_ -> admitted(connection, meta))
                .compose(rows ->
                        log.write(
                                        connection,
                                        rows.stream().map(PgAdmission::starting).toList(),
                                        cause)
                                .map(_ -> new Verdict.Commit<>(new Admitted.All(rows))));
    }

    private static Numbered starting(RunnerRow row) {
        var event = new RunnerEvent.Starting(row.attempt().number(), row.attempt().fence());
        return new Numbered(1, NewEvent.of(row, event));
    }

    private static Future<List<RunnerRow>> admitted(SqlConnection connection, CommandMeta meta) {
        return RunnerRows.select(connection, ADMITTED, Tuple.of(meta.commandId()));
    }

    private static Future<Verdict<Admitted>> refuse(Admitted refusal) {
        return Future.succeededFuture(new Verdict.Rollback<>(refusal));
    }
}
