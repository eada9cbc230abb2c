package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore.RemovedWorktree;
import dev.stratavore.core.store.pg.PgCommands.Noted;
import dev.stratavore.core.store.pg.PgEventLog.Cause;
import dev.stratavore.core.store.pg.PgEventLog.Numbered;
import dev.stratavore.core.store.pg.PgGateway.Verdict;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Worktrees that were removed; the event of a removal is what a repetition is answered from. */
final class PgRemovals {
    private static final String KIND = "runner.worktree";

    private static final String CLAIMED =
            """
            select worktree - 'removing' as worktree from runners
            where id = $1 and not live and worktree ? 'removing' for update
            """;

    private static final String GONE =
            """
            update runners set worktree = null, last_seq = last_seq + 1 where id = $1
            returning last_seq
            """;

    private static final String EVENT =
            """
            select data from events
            where aggregate_type = 'runner' and aggregate_id = $1 and command_id = $2 and type = $3
            """;

    private final PgEventLog log;
    private final PgLeases leases;

    PgRemovals(PgEventLog log, PgLeases leases) {
        this.log = log;
        this.leases = leases;
    }

    Future<Verdict<Boolean>> gone(
            SqlConnection connection,
            RunnerId id,
            List<String> notes,
            Instant at,
            CommandMeta meta) {
        return PgCommands.note(connection, meta, KIND, id.value())
                .compose(noted ->
                        switch (noted) {
                            case Noted.First _ -> first(connection, id, notes, at, meta);
                            case Noted.Again _, Noted.Other _ -> nothing();
                        });
    }

    private Future<Verdict<Boolean>> first(
            SqlConnection connection,
            RunnerId id,
            List<String> notes,
            Instant at,
            CommandMeta meta) {
        var cause =
                new Cause(
                        meta.principal().value(),
                        Optional.of(meta.commandId()),
                        meta.traceId(),
                        at);
        return RunnerRows.find(connection, id)
                .compose(row ->
                        row.isEmpty()
                                ? nothing()
                                : leases.require(connection, row.get().node())
                                        .compose(_ -> claimed(connection, id))
                                        .compose(tree ->
                                                tree.isEmpty()
                                                        ? nothing()
                                                        : write(
                                                                connection,
                                                                event(row.get(), tree.get(), notes),
                                                                cause)));
    }

    private static NewEvent event(RunnerRow row, JsonObject tree, List<String> notes) {
        var worktree = WorktreeJson.read(tree).orElseThrow();
        return NewEvent.worktreeRemoved(row, new RemovedWorktree(worktree, notes));
    }

    private static Future<Optional<JsonObject>> claimed(SqlConnection connection, RunnerId id) {
        return connection
                .preparedQuery(CLAIMED)
                .execute(Tuple.of(id.value()))
                .map(rows -> Sql.first(rows).map(row -> row.getJsonObject(0)));
    }

    private Future<Verdict<Boolean>> write(SqlConnection connection, NewEvent event, Cause cause) {
        return connection
                .preparedQuery(GONE)
                .execute(Tuple.of(event.aggregateId()))
                .map(rows -> Sql.first(rows).orElseThrow().getLong(0))
                .compose(seq -> log.write(connection, List.of(new Numbered(seq, event)), cause))
                .map(_ -> new Verdict.Commit<>(true));
    }

    private static Future<Verdict<Boolean>> nothing() {
        return Future.succeededFuture(new Verdict.Rollback<>(false));
    }

    static Future<Optional<RemovedWorktree>> find(SqlClient client, RunnerId id, UUID commandId) {
        return client.preparedQuery(EVENT)
                .execute(Tuple.of(id.value(), commandId, NewEvent.WORKTREE_REMOVED))
                .map(rows -> Sql.first(rows).map(PgRemovals::removed));
    }

    private static RemovedWorktree removed(Row row) {
        return NewEvent.removedWorktree(row.getJsonObject(0));
    }
}
