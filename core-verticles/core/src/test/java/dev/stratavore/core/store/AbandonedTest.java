package dev.stratavore.core.store;

import static dev.stratavore.core.store.Rig.await;
import static dev.stratavore.core.store.Rig.meta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.store.pg.PgStores;
import dev.stratavore.sql.embedded.Endpoint;
import dev.stratavore.sql.embedded.TestPostgres;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A transaction that outlasts the patience of whoever asked for it. */
final class AbandonedTest {
    private static final PgStores.Limits IMPATIENT =
            new PgStores.Limits(4, Duration.ofMillis(300), Duration.ofMinutes(1));

    private final Endpoint endpoint = TestPostgres.database(TestPostgres.Version.V17);
    private final Rig rig = Rig.on(endpoint);
    private final Vertx vertx = Vertx.vertx();
    private PgStores pg;

    @BeforeEach
    void open() {
        // The server itself must not give the statement up here.
        var address = Rig.options(endpoint).setProperties(Map.of("statement_timeout", "60000"));
        pg = PgStores.open(vertx, address, IMPATIENT, UUID::randomUUID);
    }

    @AfterEach
    void close() {
        await(pg.close());
        await(vertx.close());
        rig.close();
    }

    @Test
    @Timeout(60)
    void isNeverCommittedAndWhoeverAsksWaitsUntilThatIsSure() throws SQLException {
        var project = rig.project("alpha");
        try (var holder = holdingTheLockOf(project)) {
            var command = abandoned(project, holder);

            var asked = rig.stores.runners().carriedOut(command);
            assertThatThrownBy(() -> await(pg.stores().runners().carriedOut(command)))
                    .isInstanceOf(StoreUnavailable.class);
            assertThat(asked.isComplete()).isFalse();

            run(holder, "select pg_advisory_unlock_all()");
            assertThat(await(asked)).isEqualTo(RunnerStore.Carried.NOT);
        }
        assertThat(await(rig.stores.runners().liveOn(Rig.NODE))).isEmpty();
        assertThat(rig.eventTypes()).containsExactly("project.created");
    }

    /** A command whose transaction waits for the lock, while its asker waits no more. */
    private CommandMeta abandoned(ProjectRow project, Connection holder) throws SQLException {
        while (true) {
            var command = meta();
            var lost = pg.stores().runners().admit(Rig.admission(project, rig.spec()), command);
            assertThatThrownBy(() -> await(lost)).isInstanceOf(StoreUnavailable.class);
            // On a busy machine patience may end before the lock is asked for.
            if (somebodyWaits(holder)) {
                return command;
            }
        }
    }

    private static boolean somebodyWaits(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select from pg_locks where locktype = 'advisory' and not granted"
                                        + " and database = (select oid from pg_database where"
                                        + " datname = current_database())")) {
            return rows.next();
        }
    }

    private Connection holdingTheLockOf(ProjectRow project) throws SQLException {
        var connection =
                DriverManager.getConnection(
                        endpoint.login().jdbcUrl(), endpoint.user(), endpoint.password());
        run(
                connection,
                "select pg_advisory_lock(hashtextextended('stratavore.project:"
                        + project.key().value()
                        + "', 0))");
        return connection;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            assertThat(statement.execute(sql)).isTrue();
        }
    }
}
