package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.CommandMeta;
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
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The transaction that admits runners: all of them or none, one admission a project at a time. */
final class PgAdmission {
    private static final String KIND = "runner.admit";

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
                        PgPlaces.room(
                                        connection,
                                        new PgPlaces.Wanted(
                                                wish.project(),
                                                wish.node(),
                                                wish.runners().size(),
                                                names(wish),
                                                true),
                                        wish.limits())
                                .compose(room ->
                                        switch (room) {
                                            case PgPlaces.Room.Enough _ ->
                                                    insert(connection, wish, epoch, meta);
                                            case PgPlaces.Room.Full(
                                                            int limit,
                                                            int live,
                                                            int owed) ->
                                                    refuse(
                                                            new Admitted.QuotaReached(
                                                                    limit, live, owed));
                                            case PgPlaces.Room.NodeFull(int limit, int taken) ->
                                                    refuse(new Admitted.NodeFull(limit, taken));
                                            case PgPlaces.Room.Taken(var name, var holder) ->
                                                    refuse(new Admitted.NameTaken(name, holder));
                                            case PgPlaces.Room.NoProject _ ->
                                                    refuse(new Admitted.ProjectGone());
                                        }));
    }

    private static Map<RunnerId, String> names(Admission wish) {
        var names = new LinkedHashMap<RunnerId, String>();
        wish.runners().forEach(spec -> spec.name().ifPresent(name -> names.put(spec.id(), name)));
        return names;
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
