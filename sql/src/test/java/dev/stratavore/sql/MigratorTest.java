package dev.stratavore.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.sql.MigrationResult.Migrated;
import dev.stratavore.sql.embedded.Endpoint;
import dev.stratavore.sql.embedded.TestPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MigratorTest {
    private static final int MIGRATIONS = 8;
    private static final String LATEST = "8";

    private final Migrator migrator = new Migrator(2);

    @ParameterizedTest
    @EnumSource
    void aMigratedDatabaseIsLeftAlone(TestPostgres.Version version) {
        var endpoint = TestPostgres.database(version);

        assertThat(migrator.migrate(endpoint.login())).isEqualTo(new Migrated(LATEST, 0));
    }

    @Test
    void manyDaemonsMigrateAtOnce() throws Exception {
        var endpoint = emptied(TestPostgres.database(TestPostgres.Version.V17));
        Callable<MigrationResult> one = () -> migrator.migrate(endpoint.login());

        try (var threads = Executors.newFixedThreadPool(4)) {
            var results = threads.invokeAll(IntStream.range(0, 4).mapToObj(_ -> one).toList());

            int applied = 0;
            for (var result : results) {
                assertThat(result.get()).isInstanceOf(Migrated.class);
                applied += ((Migrated) result.get()).applied();
            }
            assertThat(applied).isEqualTo(MIGRATIONS);
        }
    }

    @Test
    void aWrongPasswordIsSaidAndNotPrinted() {
        var right = TestPostgres.database(TestPostgres.Version.V17);
        var wrong = new DatabaseLogin(right.login().jdbcUrl(), right.user(), "p@ss/w#rd$");

        var result = migrator.migrate(wrong);

        assertThat(result).isInstanceOf(MigrationResult.LoginRefused.class);
        assertThat(result.toString()).contains("stratavore").doesNotContain("p@ss");
        assertThat(wrong.toString()).doesNotContain("p@ss");
    }

    @ParameterizedTest
    @EnumSource
    void aPasswordOfAnyCharactersWorks(TestPostgres.Version version) throws SQLException {
        var server = TestPostgres.start(version);
        var old = server.freshDatabase();
        execute(old, "alter role stratavore password 'p@ss/w#rd$ %&?=+'");
        var login =
                DatabaseLogin.of(
                        old.host(),
                        old.port(),
                        old.database(),
                        old.user(),
                        "p@ss/w#rd$ %&?=+",
                        Map.of("ApplicationName", "a b&c"));

        assertThat(migrator.migrate(login)).isInstanceOf(Migrated.class);
        server.stop();
    }

    @Test
    void anUnknownDatabaseIsSaid() {
        var endpoint = TestPostgres.database(TestPostgres.Version.V17);
        var login =
                DatabaseLogin.of(
                        endpoint.host(),
                        endpoint.port(),
                        "nowhere",
                        endpoint.user(),
                        endpoint.password(),
                        Map.of());

        assertThat(migrator.migrate(login)).isInstanceOf(MigrationResult.NoSuchDatabase.class);
    }

    @Test
    void nobodyThereIsSaidAtOnce() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var login = DatabaseLogin.of("127.0.0.1", port, "d", "u", "p", Map.of());

        assertThat(migrator.migrate(login))
                .isInstanceOfSatisfying(
                        MigrationResult.CannotConnect.class,
                        r -> assertThat(r.reason()).contains("refused"));
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var login =
                    DatabaseLogin.of("127.0.0.1", silent.getLocalPort(), "d", "u", "p", Map.of());

            assertThat(new Migrator(1).migrate(login))
                    .isInstanceOf(MigrationResult.CannotConnect.class);
        }
    }

    @Test
    void aNewerDatabaseIsRefused() throws SQLException {
        var endpoint = TestPostgres.database(TestPostgres.Version.V17);
        execute(
                endpoint,
                "insert into flyway_schema_history select 99, '99', 'from the future', type,"
                        + " 'V99__from_the_future.sql', 1, installed_by, now(), 1, true"
                        + " from flyway_schema_history where version = '1'");

        assertThat(migrator.migrate(endpoint.login()))
                .isEqualTo(new MigrationResult.DatabaseNewer("99", LATEST));
    }

    @Test
    void aFailedMigrationLeavesNothingBehind() throws SQLException {
        var endpoint = TestPostgres.database(TestPostgres.Version.V17);
        var broken = new Migrator("classpath:dev/stratavore/sql/broken", 2);

        var result = broken.migrate(emptied(endpoint).login());

        assertThat(result)
                .isInstanceOfSatisfying(
                        MigrationResult.Failed.class,
                        failed -> assertThat(failed.reason()).contains("no_such_type"));
        assertThat(migrator.migrate(emptied(endpoint).login()))
                .isEqualTo(new Migrated(LATEST, MIGRATIONS));
    }

    private static Endpoint emptied(Endpoint endpoint) throws SQLException {
        execute(endpoint, "drop owned by stratavore; create schema if not exists public");
        return endpoint;
    }

    static void execute(Endpoint endpoint, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                endpoint.login().jdbcUrl(), endpoint.user(), endpoint.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
