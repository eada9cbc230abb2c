package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore.Created;
import dev.stratavore.core.store.ProjectStore.NewProject;
import dev.stratavore.core.store.pg.PgCommands.Noted;
import dev.stratavore.core.store.pg.PgEventLog.Cause;
import dev.stratavore.core.store.pg.PgEventLog.Numbered;
import dev.stratavore.core.store.pg.PgGateway.Verdict;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** The transaction that makes a project. */
final class PgProjectCreation {
    private static final String KIND = "project.create";

    private static final String INSERT =
            """
            insert into projects (name, path, description, agent, owner, created_at,
                                  command_id, trace_id, restart_most, last_seq)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)
            on conflict (name) where deleted_at is null do nothing
            returning key
            """;

    private final PgEventLog log;

    PgProjectCreation(PgEventLog log) {
        this.log = log;
    }

    Future<Verdict<Created>> create(
            SqlConnection connection, NewProject project, CommandMeta meta) {
        return PgCommands.note(connection, meta, KIND, project.name().value())
                .compose(noted ->
                        switch (noted) {
                            case Noted.First _ -> insert(connection, project, meta);
                            case Noted.Again _ -> again(connection, meta);
                            case Noted.Other _ -> refuse(new Created.OtherCommand());
                        });
    }

    private Future<Verdict<Created>> insert(
            SqlConnection connection, NewProject project, CommandMeta meta) {
        var values =
                Tuple.tuple()
                        .addString(project.name().value())
                        .addString(project.path())
                        .addString(project.description())
                        .addString(project.agent().orElse(null))
                        .addString(meta.principal().value())
                        .addOffsetDateTime(Sql.timestamp(project.at()))
                        .addUUID(meta.commandId())
                        .addString(meta.traceId())
                        .addInteger(project.restart().map(RestartPolicy::most).orElse(null));
        return connection
                .preparedQuery(INSERT)
                .execute(values)
                .compose(rows -> {
                    var key = Sql.first(rows).map(r -> new ProjectKey(r.getLong(0)));
                    return key.isPresent()
                            ? complete(connection, key.get(), project, meta)
                            : taken(connection, project);
                });
    }

    private Future<Verdict<Created>> complete(
            SqlConnection connection, ProjectKey key, NewProject project, CommandMeta meta) {
        var cause =
                new Cause(
                        meta.principal().value(),
                        Optional.of(meta.commandId()),
                        meta.traceId(),
                        project.at());
        return PgQuotas.insert(connection, key, project, meta)
                .compose(_ -> PgProjectStore.keyed(connection, key))
                .map(Optional::orElseThrow)
                .compose(row ->
                        log.write(
                                        connection,
                                        List.of(
                                                new Numbered(
                                                        1,
                                                        NewEvent.projectCreated(
                                                                row, project.limits()))),
                                        cause)
                                .compose(_ -> done(connection, row)))
                .map(Verdict.Commit::new);
    }

    private static Future<Verdict<Created>> taken(SqlConnection connection, NewProject project) {
        return PgProjectStore.named(connection, project.name())
                .map(holder -> holder.orElseThrow(PgGateway.RaceLost::new))
                .map(holder -> new Verdict.Rollback<>(new Created.NameTaken(holder)));
    }

    private static Future<Verdict<Created>> again(SqlConnection connection, CommandMeta meta) {
        return connection
                .preparedQuery("select key from projects where command_id = $1")
                .execute(Tuple.of(meta.commandId()))
                .compose(rows ->
                        PgProjectStore.keyed(
                                connection,
                                new ProjectKey(Sql.first(rows).orElseThrow().getLong(0))))
                .map(Optional::orElseThrow)
                .compose(row -> done(connection, row))
                .map(Verdict.Rollback::new);
    }

    private static Future<Created> done(SqlConnection connection, ProjectRow row) {
        return PgProjectStore.sharing(connection, row)
                .map(sharing -> new Created.Done(row, sharing));
    }

    private static Future<Verdict<Created>> refuse(Created refusal) {
        return Future.succeededFuture(new Verdict.Rollback<>(refusal));
    }
}
