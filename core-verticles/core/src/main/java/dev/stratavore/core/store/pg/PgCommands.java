package dev.stratavore.core.store.pg;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.store.RunnerStore.Carried;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** Remembers carried out commands for a day, so that a repetition is answered and not repeated. */
final class PgCommands {
    /** Waits for a transaction under way that notes the same command. */
    private static final String NOTE =
            """
            insert into commands (id, digest, kind, target, principal, trace_id)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (id) do nothing
            """;

    private static final String NOTED = "select digest, kind, target from commands where id = $1";

    /** A few old ones with each new one: the table is bounded without a timer of its own. */
    private static final String FORGET =
            """
            delete from commands where id in (
                select id from commands where created_at < now() - interval '1 day'
                order by created_at limit 4 for update skip locked)
            """;

    private PgCommands() {}

    /** Whether a command is new to the database. */
    sealed interface Noted {
        record First() implements Noted {}

        /** Carried out before. */
        record Again(String target) implements Noted {}

        /** The id was used for something else. */
        record Other() implements Noted {}
    }

    /**
     * Notes the command, to be committed with what it does.
     *
     * @param target what a repetition is answered from
     */
    static Future<Noted> note(
            SqlConnection connection, CommandMeta meta, String kind, String target) {
        return insert(connection, meta, kind, target)
                .compose(isNew ->
                        isNew
                                ? connection
                                        .preparedQuery(FORGET)
                                        .execute()
                                        .map(_ -> new Noted.First())
                                : earlier(connection, meta, kind));
    }

    /**
     * Whether the command is noted, once no other transaction can note it any more; to be rolled
     * back.
     */
    static Future<Carried> known(SqlConnection connection, CommandMeta meta) {
        return insert(connection, meta, "", "")
                .compose(isNew ->
                        isNew
                                ? Future.succeededFuture(Carried.NOT)
                                : noted(connection, meta)
                                        .map(row ->
                                                isSame(row, meta)
                                                        ? Carried.OUT
                                                        : Carried.OTHER_COMMAND));
    }

    private static Future<Boolean> insert(
            SqlConnection connection, CommandMeta meta, String kind, String target) {
        return connection
                .preparedQuery(NOTE)
                .execute(
                        Tuple.of(
                                meta.commandId(),
                                meta.digest(),
                                kind,
                                target,
                                meta.principal().value(),
                                meta.traceId()))
                .map(noted -> noted.rowCount() == 1);
    }

    private static Future<Noted> earlier(SqlConnection connection, CommandMeta meta, String kind) {
        return noted(connection, meta)
                .map(row ->
                        isSame(row, meta) && row.getString("kind").equals(kind)
                                ? new Noted.Again(row.getString("target"))
                                : new Noted.Other());
    }

    private static Future<Row> noted(SqlConnection connection, CommandMeta meta) {
        return connection
                .preparedQuery(NOTED)
                .execute(Tuple.of(meta.commandId()))
                .map(rows -> Sql.first(rows).orElseThrow());
    }

    private static boolean isSame(Row noted, CommandMeta meta) {
        return noted.getString("digest").equals(meta.digest());
    }
}
