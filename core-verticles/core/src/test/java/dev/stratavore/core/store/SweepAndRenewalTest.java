package dev.stratavore.core.store;

import static dev.stratavore.core.store.Rig.await;
import static dev.stratavore.core.store.Rig.meta;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.sql.embedded.Endpoint;
import dev.stratavore.sql.embedded.TestPostgres;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Another node marks a runner of a silent one, and the silent one comes back in the middle of it.
 * Whoever learns that its lease had run out must find every mark that was made meanwhile.
 */
@ParameterizedClass
@EnumSource
@Timeout(120)
final class SweepAndRenewalTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration GONE = Duration.ofMillis(-1);

    private final Endpoint endpoint;
    private final Rig rig;

    SweepAndRenewalTest(TestPostgres.Version version) {
        endpoint = TestPostgres.database(version);
        rig = Rig.on(endpoint);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aProlongationWaitsForAMarkThatIsBeingMade() throws SQLException {
        var row = rig.runner(rig.project("alpha"));
        await(rig.stores.nodes().renew(Rig.NODE, GONE));
        var other = rig.anotherDaemon();
        try (var holding = open();
                var watching = open()) {
            // The mark has seen that the lease ran out, and cannot be written yet.
            hold(holding, row);
            var marked = other.runners().saveForSilent(Rows.silent(row), meta());
            waits(watching, "runners", marked);

            var renewed = rig.stores.nodes().renew(Rig.NODE, LONG);
            waits(watching, "nodes", renewed);

            holding.rollback();
            assertThat(await(renewed)).as("whether the lease had run out").isTrue();
            var now = await(rig.stores.runners().find(row.id())).orElseThrow();
            assertThat(now.unreachableSince()).as("the mark is there to be taken back").isPresent();
            assertThat(await(marked)).isTrue();
        }
    }

    @Test
    void aMarkWaitsForAProlongationThatIsBeingMade() throws SQLException {
        var row = rig.runner(rig.project("alpha"));
        await(rig.stores.nodes().renew(Rig.NODE, GONE));
        try (var prolonging = open();
                var watching = open()) {
            prolong(prolonging);
            var marked = rig.anotherDaemon().runners().saveForSilent(Rows.silent(row), meta());
            waits(watching, "nodes", marked);

            prolonging.commit();
            assertThat(await(marked)).isFalse();
        }
    }

    private Connection open() throws SQLException {
        var connection =
                DriverManager.getConnection(
                        endpoint.login().jdbcUrl(), endpoint.user(), endpoint.password());
        connection.setAutoCommit(false);
        return connection;
    }

    private static void hold(Connection connection, RunnerRow row) throws SQLException {
        try (var statement =
                connection.prepareStatement("select id from runners where id = ? for update")) {
            statement.setString(1, row.id().value());
            assertThat(statement.executeQuery().next()).isTrue();
        }
    }

    private static void prolong(Connection connection) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "update nodes set lease_until = clock_timestamp() + interval '1 hour'"
                                + " where id = ?")) {
            statement.setObject(1, Rig.NODE.value());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    /** Until a statement on the table waits for a lock; nothing may come of the call before. */
    private static void waits(Connection connection, String table, Future<?> call)
            throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "select from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock' and query ~ ?")) {
            statement.setString(1, "(from|update|into) " + table + "\\M");
            while (!isWaiting(connection, statement)) {
                assertThat(call.isComplete()).as("it waited for nobody").isFalse();
            }
        }
    }

    /** Each look begins anew: within a transaction the activity is seen as it was at first. */
    private static boolean isWaiting(Connection connection, PreparedStatement activity)
            throws SQLException {
        try (var found = activity.executeQuery()) {
            return found.next();
        } finally {
            connection.rollback();
        }
    }
}
