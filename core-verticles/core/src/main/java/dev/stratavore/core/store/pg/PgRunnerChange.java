package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.Loss;
import dev.stratavore.core.protocol.PlaceScope;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerRow.Attempt;
import dev.stratavore.core.store.RunnerStore.Change;
import dev.stratavore.core.store.RunnerStore.Readmission;
import dev.stratavore.core.store.RunnerStore.Saved;
import dev.stratavore.core.store.pg.PgCommands.Noted;
import dev.stratavore.core.store.pg.PgEventLog.Cause;
import dev.stratavore.core.store.pg.PgEventLog.Numbered;
import dev.stratavore.core.store.pg.PgGateway.Verdict;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The transaction that writes a runner's next state with the events that led to it. */
final class PgRunnerChange {
    private static final String KIND = "runner.change";

    private static final String UPDATE =
            """
            update runners set status = $3, attempt = $4, agent_session = $5, expected_dialogs = $6,
                ended_at = $7, lease_epoch = $8, restarts = $9, restart_at = $10,
                unreachable_since = $11, restart_waits = $13, version = version + 1, last_seq = last_seq + $12
            where id = $1 and version = $2
            returning last_seq
            """;

    private static final String ATTEMPT =
            """
            insert into runner_attempts (runner_id, attempt, fence, node_id, pid, start_ticks,
                exit_code, exit_signal, reason, started_at, ended_at, lost, principal, command_id,
                trace_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            on conflict (runner_id, attempt) do update set
                pid = excluded.pid, start_ticks = excluded.start_ticks,
                exit_code = excluded.exit_code, exit_signal = excluded.exit_signal,
                reason = excluded.reason, started_at = excluded.started_at,
                ended_at = excluded.ended_at, lost = excluded.lost
            """;

    private static final String BEGUN =
            "update runners set argv = $2, environment = $3 where id = $1";

    private final PgEventLog log;
    private final PgLeases leases;

    PgRunnerChange(PgEventLog log, PgLeases leases) {
        this.log = log;
        this.leases = leases;
    }

    Future<Verdict<Saved>> save(
            SqlConnection connection, Change change, CommandMeta meta, boolean fromClient) {
        if (!fromClient) {
            return first(connection, change, meta, Optional.empty());
        }
        var id = change.before().id().value();
        return PgCommands.note(connection, meta, KIND, id)
                .compose(noted ->
                        switch (noted) {
                            case Noted.First _ ->
                                    first(connection, change, meta, Optional.of(meta.commandId()));
                            case Noted.Again again ->
                                    again.target().equals(id)
                                            ? current(connection, change, Saved.Already::new)
                                            : refuse(new Saved.OtherCommand());
                            case Noted.Other _ -> refuse(new Saved.OtherCommand());
                        });
    }

    /**
     * Nobody can prolong the lease until the transaction has ended, and whoever does it then learns
     * that it had run out.
     */
    Future<Verdict<Boolean>> saveForSilent(
            SqlConnection connection, Change change, CommandMeta meta) {
        var cause =
                new Cause(meta.principal().value(), Optional.empty(), meta.traceId(), change.at());
        return leases.lapsed(connection, change.before().node())
                .compose(epoch ->
                        epoch.isEmpty()
                                ? Future.succeededFuture(new Verdict.Rollback<>(false))
                                : write(connection, change, epoch.get(), meta, cause)
                                        .map(PgRunnerChange::isDone));
    }

    private static Verdict<Boolean> isDone(Verdict<Saved> verdict) {
        return verdict instanceof Verdict.Commit<Saved>
                ? new Verdict.Commit<>(true)
                : new Verdict.Rollback<>(false);
    }

    private Future<Verdict<Saved>> first(
            SqlConnection connection, Change change, CommandMeta meta, Optional<UUID> commandId) {
        var cause = new Cause(meta.principal().value(), commandId, meta.traceId(), change.at());
        return leases.require(connection, change.before().node())
                .compose(epoch ->
                        noRoom(connection, change)
                                .compose(refusal ->
                                        refusal.isPresent()
                                                ? refuse(refusal.get())
                                                : write(connection, change, epoch, meta, cause)));
    }

    private Future<Verdict<Saved>> write(
            SqlConnection connection, Change change, long epoch, CommandMeta meta, Cause cause) {
        return update(connection, change, epoch)
                .compose(lastSeq ->
                        lastSeq.isEmpty()
                                ? current(connection, change, Saved.Stale::new)
                                : begun(connection, change)
                                        .compose(_ -> attempt(connection, change.after(), meta))
                                        .compose(_ ->
                                                log.write(
                                                        connection,
                                                        numbered(change, lastSeq.get()),
                                                        cause))
                                        .map(_ -> new Verdict.Commit<>(new Saved.Done())));
    }

    /** Why an ended runner gets no place for another attempt; empty if it needs none. */
    private static Future<Optional<Saved>> noRoom(SqlConnection connection, Change change) {
        if (change.readmission().isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        var row = change.before();
        Map<RunnerId, String> names =
                row.name().map(name -> Map.of(row.id(), name)).orElseGet(Map::of);
        var wanted = new PgPlaces.Wanted(row.project(), row.node(), 1, names, false);
        return PgPlaces.room(connection, wanted, change.readmission().get().limits())
                .<Optional<Saved>>map(room ->
                        switch (room) {
                            case PgPlaces.Room.Enough _ -> Optional.empty();
                            case PgPlaces.Room.Full(int limit, int live, int _) ->
                                    Optional.of(new Saved.QuotaReached(limit, live));
                            case PgPlaces.Room.NodeFull(int limit, int live) ->
                                    Optional.of(new Saved.NodeFull(limit, live));
                            case PgPlaces.Room.Taken(var name, var holder) ->
                                    Optional.of(new Saved.NameTaken(name, holder));
                            case PgPlaces.Room.NoProject _ -> Optional.of(new Saved.ProjectGone());
                        })
                .compose(refusal ->
                        refusal.isPresent()
                                ? Future.succeededFuture(refusal)
                                : noTree(connection, change.readmission().get()));
    }

    private static Future<Optional<Saved>> noTree(
            SqlConnection connection, Readmission readmission) {
        var spec = readmission.spec();
        return spec.options().worktree().isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : PgWorktrees.free(connection, spec.id())
                        .map(free ->
                                free ? Optional.empty() : Optional.of(new Saved.WorktreeGone()));
    }

    private static Future<Boolean> begun(SqlConnection connection, Change change) {
        if (change.readmission().isEmpty()) {
            return Future.succeededFuture(false);
        }
        var spec = change.readmission().get().spec();
        return connection
                .preparedQuery(BEGUN)
                .execute(
                        Tuple.of(
                                change.after().id().value(),
                                new JsonArray(spec.argv()),
                                LaunchRecords.environment(spec)))
                .map(true);
    }

    private static Future<Optional<Long>> update(
            SqlConnection connection, Change change, long epoch) {
        var after = change.after();
        var values =
                Tuple.tuple()
                        .addString(after.id().value())
                        .addLong(change.before().version())
                        .addString(after.status().word())
                        .addInteger(after.attempt().number())
                        .addString(after.agentSession().orElse(null))
                        .addJsonArray(new JsonArray(after.expectedDialogs()))
                        .addOffsetDateTime(endedAt(change))
                        .addLong(epoch)
                        .addInteger(after.restarts().inARow())
                        .addOffsetDateTime(Sql.timestamp(after.restarts().dueAt()))
                        .addOffsetDateTime(Sql.timestamp(after.unreachableSince()))
                        .addInteger(change.events().size())
                        .addString(after.restarts().waitsFor().map(PlaceScope::word).orElse(null));
        return connection
                .preparedQuery(UPDATE)
                .execute(values)
                .map(rows -> Sql.first(rows).map(row -> row.getLong(0)));
    }

    private static @Nullable OffsetDateTime endedAt(Change change) {
        var after = change.after();
        return after.status().ended()
                ? Sql.timestamp(after.attempt().endedAt().orElse(change.at()))
                : null;
    }

    private static Future<Boolean> attempt(
            SqlConnection connection, RunnerRow after, CommandMeta meta) {
        return connection
                .preparedQuery(ATTEMPT)
                .execute(values(after, after.attempt(), meta))
                .map(true);
    }

    private static Tuple values(RunnerRow after, Attempt attempt, CommandMeta meta) {
        return Tuple.tuple()
                .addString(after.id().value())
                .addInteger(attempt.number())
                .addLong(attempt.fence())
                .addUUID(after.node().value())
                .addLong(attempt.process().map(RunnerRow.ProcessRef::pid).orElse(null))
                .addLong(attempt.process().map(RunnerRow.ProcessRef::startTicks).orElse(null))
                .addInteger(
                        attempt.exit()
                                .map(e -> e instanceof ExitStatus.Code c ? c.code() : null)
                                .orElse(null))
                .addInteger(
                        attempt.exit()
                                .map(e -> e instanceof ExitStatus.Signal s ? s.number() : null)
                                .orElse(null))
                .addString(attempt.reason().orElse(null))
                .addOffsetDateTime(Sql.timestamp(attempt.startedAt()))
                .addOffsetDateTime(Sql.timestamp(attempt.endedAt()))
                .addString(attempt.lost().map(Loss::word).orElse(null))
                .addString(meta.principal().value())
                .addUUID(meta.commandId())
                .addString(meta.traceId());
    }

    private static List<Numbered> numbered(Change change, long lastSeq) {
        int count = change.events().size();
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new Numbered(
                                lastSeq - count + 1 + i,
                                NewEvent.of(change.after(), change.events().get(i))))
                .toList();
    }

    private static Future<Verdict<Saved>> current(
            SqlConnection connection, Change change, Function<RunnerRow, Saved> saved) {
        return RunnerRows.find(connection, change.before().id())
                .map(row ->
                        new Verdict.Rollback<>(
                                saved.apply(
                                        row.orElseThrow(() ->
                                                new IllegalStateException(
                                                        "no runner " + change.before().id())))));
    }

    private static Future<Verdict<Saved>> refuse(Saved refusal) {
        return Future.succeededFuture(new Verdict.Rollback<>(refusal));
    }
}
