package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore.Alteration;
import dev.stratavore.core.store.ProjectStore.Altered;
import dev.stratavore.core.store.pg.PgCommands.Noted;
import dev.stratavore.core.store.pg.PgEventLog.Cause;
import dev.stratavore.core.store.pg.PgEventLog.Numbered;
import dev.stratavore.core.store.pg.PgGateway.Verdict;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The transaction that changes or takes away a project. It holds the project, so that no runner is
 * admitted meanwhile.
 */
final class PgProjectAlteration {
    private static final String EDIT =
            """
            update projects set path = $2, description = $3, agent = $4, restart_most = $5,
                                version = version + 1, last_seq = last_seq + 1
            where key = $1 returning last_seq
            """;
    private static final String DELETE =
            """
            update projects set deleted_at = $2, version = version + 1, last_seq = last_seq + 1
            where key = $1 returning last_seq
            """;

    private final PgEventLog log;

    PgProjectAlteration(PgEventLog log) {
        this.log = log;
    }

    Future<Verdict<Altered>> alter(
            SqlConnection connection,
            ProjectName name,
            Alteration what,
            Instant at,
            CommandMeta meta) {
        return PgCommands.note(connection, meta, kind(what), name.value())
                .compose(noted ->
                        switch (noted) {
                            case Noted.First _ -> first(connection, name, what, at, meta);
                            case Noted.Again _ -> again(connection, name);
                            case Noted.Other _ -> refuse(new Altered.OtherCommand());
                        });
    }

    private static String kind(Alteration what) {
        return switch (what) {
            case Alteration.Edit _ -> "project.edit";
            case Alteration.Delete _ -> "project.delete";
        };
    }

    private Future<Verdict<Altered>> first(
            SqlConnection connection,
            ProjectName name,
            Alteration what,
            Instant at,
            CommandMeta meta) {
        return alone(connection, name)
                .compose(found ->
                        found.isEmpty()
                                ? refuse(new Altered.NotFound())
                                : carryOut(connection, found.get(), what, at, meta));
    }

    /** The project as it is once nobody else changes it. */
    private static Future<Optional<ProjectRow>> alone(SqlConnection connection, ProjectName name) {
        return PgProjectStore.named(connection, name)
                .compose(found ->
                        found.isEmpty()
                                ? Future.succeededFuture(found)
                                : PgPlaces.alone(connection, found.get().key())
                                        .compose(_ ->
                                                PgProjectStore.keyed(
                                                        connection, found.get().key())));
    }

    private Future<Verdict<Altered>> carryOut(
            SqlConnection connection,
            ProjectRow row,
            Alteration what,
            Instant at,
            CommandMeta meta) {
        return switch (what) {
            case Alteration.Edit edit -> edit(connection, row, edit, at, meta);
            case Alteration.Delete _ ->
                    row.liveRunners() > 0
                            ? refuse(new Altered.Live(row.liveRunners()))
                            : sequence(
                                            connection,
                                            DELETE,
                                            Tuple.of(row.key().value(), Sql.timestamp(at)))
                                    .compose(seq ->
                                            done(
                                                    connection,
                                                    row,
                                                    new Numbered(seq, NewEvent.projectDeleted(row)),
                                                    cause(at, meta)));
        };
    }

    private Future<Verdict<Altered>> edit(
            SqlConnection connection,
            ProjectRow row,
            Alteration.Edit edit,
            Instant at,
            CommandMeta meta) {
        var limit = edit.limit(row.key(), at);
        int live = row.liveRunners();
        if (limit.filter(change -> change.isBelowUse(live, meta)).isPresent()) {
            return refuse(new Altered.BelowUse(limit.get().limit().orElseThrow(), live));
        }
        return limit.map(change -> PgQuotas.put(connection, change, meta))
                .orElseGet(() -> Future.succeededFuture(false))
                .compose(_ -> row(connection, row, edit))
                .compose(seq -> updated(connection, row, seq, at, meta));
    }

    private static Future<Long> row(
            SqlConnection connection, ProjectRow row, Alteration.Edit edit) {
        return sequence(
                connection,
                EDIT,
                Tuple.tuple()
                        .addLong(row.key().value())
                        .addString(edit.path().orElse(row.path()))
                        .addString(edit.description().orElse(row.description()))
                        .addString(edit.agent().or(row::agent).orElse(null))
                        .addInteger(
                                edit.restart()
                                        .or(row::restart)
                                        .map(RestartPolicy::most)
                                        .orElse(null)));
    }

    private static Future<Long> sequence(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> Sql.first(rows).orElseThrow().getLong(0));
    }

    private Future<Verdict<Altered>> updated(
            SqlConnection connection, ProjectRow before, long seq, Instant at, CommandMeta meta) {
        return PgProjectStore.keyed(connection, before.key())
                .map(Optional::orElseThrow)
                .compose(row ->
                        done(
                                connection,
                                row,
                                new Numbered(seq, NewEvent.projectUpdated(row)),
                                cause(at, meta)));
    }

    private Future<Verdict<Altered>> done(
            SqlConnection connection, ProjectRow row, Numbered event, Cause cause) {
        return log.write(connection, List.of(event), cause)
                .compose(_ -> answer(connection, row))
                .map(Verdict.Commit::new);
    }

    private static Future<Verdict<Altered>> again(SqlConnection connection, ProjectName name) {
        return PgProjectStore.last(connection, name)
                .map(Optional::orElseThrow)
                .compose(row -> answer(connection, row))
                .map(Verdict.Rollback::new);
    }

    private static Future<Altered> answer(SqlConnection connection, ProjectRow row) {
        return PgProjectStore.sharing(connection, row)
                .map(sharing -> new Altered.Done(row, sharing));
    }

    private static Cause cause(Instant at, CommandMeta meta) {
        return new Cause(
                meta.principal().value(), Optional.of(meta.commandId()), meta.traceId(), at);
    }

    private static Future<Verdict<Altered>> refuse(Altered refusal) {
        return Future.succeededFuture(new Verdict.Rollback<>(refusal));
    }
}
