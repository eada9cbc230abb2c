package dev.stratavore.core.store.pg;

import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** The one way to the database: transactions, deadlines, and what an error means. */
final class PgGateway {
    /** Lost a race with another transaction; nothing was written, so it may be tried again. */
    private static final Set<String> RACES = Set.of("40001", "40P01");

    private static final int RACE_ATTEMPTS = 4;

    /**
     * Classes of SQLSTATE that speak of the server and not of the statement: connection, login,
     * unknown database, resources, intervention, system error.
     */
    private static final Set<String> SERVER_TROUBLE = Set.of("08", "28", "3D", "53", "57", "58");

    private final Pool pool;
    private final Duration patience;

    PgGateway(Pool pool, Duration patience) {
        this.pool = pool;
        this.patience = patience;
    }

    /** What a transaction comes to: a refusal leaves nothing behind. */
    sealed interface Verdict<T> {
        record Commit<T>(T value) implements Verdict<T> {}

        record Rollback<T>(T value) implements Verdict<T> {}
    }

    /** What was to be read is gone since: the transaction begins anew. */
    static final class RaceLost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Reads, or writes, in one statement. */
    <T> Future<T> read(Function<SqlConnection, Future<T>> work) {
        return bounded(connected(work));
    }

    /** Reads and writes in one transaction, again where it lost a race. */
    <T> Future<T> transaction(Function<SqlConnection, Future<Verdict<T>>> work) {
        var abandoned = new AtomicBoolean();
        return bounded(attempt(new Attempt<>(work, abandoned), RACE_ATTEMPTS))
                .recover(e -> {
                    abandoned.set(true);
                    return Future.failedFuture(e);
                });
    }

    /**
     * A transaction that may have to be begun again.
     *
     * @param abandoned set once the caller knows that it failed or took too long: from then on it
     *     must not begin to commit, or the caller could never find out what became of it
     */
    private record Attempt<T>(
            Function<SqlConnection, Future<Verdict<T>>> work, AtomicBoolean abandoned) {}

    private <T> Future<T> attempt(Attempt<T> attempt, int attemptsLeft) {
        return once(attempt)
                .recover(e ->
                        attemptsLeft > 1 && isRace(e)
                                ? attempt(attempt, attemptsLeft - 1)
                                : Future.failedFuture(e));
    }

    private <T> Future<T> once(Attempt<T> attempt) {
        return connected(
                connection -> connection.begin().compose(tx -> finish(tx, attempt, connection)));
    }

    /** The pool's future belongs to the caller's context, so what comes of it does too. */
    private <T> Future<T> connected(Function<SqlConnection, Future<T>> work) {
        return pool.getConnection()
                .compose(connection ->
                        Future.succeededFuture(connection)
                                .compose(work)
                                .eventually(connection::close));
    }

    private static <T> Future<T> finish(
            Transaction tx, Attempt<T> attempt, SqlConnection connection) {
        return Future.succeededFuture(connection)
                .compose(attempt.work())
                .transform((verdict, e) -> {
                    if (e != null) {
                        // The first error tells more than that of the rollback after it.
                        return tx.rollback().transform(_ -> Future.failedFuture(e));
                    }
                    return switch (verdict) {
                        case Verdict.Commit<T> c ->
                                attempt.abandoned().get()
                                        ? tx.rollback().map(c.value())
                                        : tx.commit().map(c.value());
                        case Verdict.Rollback<T> r -> tx.rollback().map(r.value());
                    };
                });
    }

    private <T> Future<T> bounded(Future<T> work) {
        return work.timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .recover(e -> Future.failedFuture(meaning(e)));
    }

    private static boolean isRace(Throwable e) {
        return e instanceof RaceLost
                || (e instanceof PgException pg && RACES.contains(pg.getSqlState()));
    }

    /** What is neither ours nor a statement's fault is the server's, or on the way to it. */
    private static Throwable meaning(Throwable e) {
        return switch (e) {
            case RaceLost lost -> unavailable(lost);
            case PgException pg -> isServerTrouble(pg) ? unavailable(pg) : pg;
            case VertxException trouble -> unavailable(trouble);
            case RuntimeException ours -> ours;
            default -> unavailable(e);
        };
    }

    private static StoreUnavailable unavailable(Throwable e) {
        return new StoreUnavailable("the database: " + e.getMessage(), e);
    }

    private static boolean isServerTrouble(PgException e) {
        var state = e.getSqlState();
        return isRace(e)
                || state == null
                || state.length() < 2
                || SERVER_TROUBLE.contains(state.substring(0, 2));
    }
}
