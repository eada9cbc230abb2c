package dev.stratavore.sql.embedded;

import dev.stratavore.sql.DatabaseLogin;
import dev.stratavore.sql.MigrationResult;
import dev.stratavore.sql.Migrator;
import dev.stratavore.sql.embedded.EmbeddedPostgres.Settings;
import dev.stratavore.sql.embedded.StartResult.Failed;
import dev.stratavore.sql.embedded.StartResult.Started;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * PostgreSQL for the tests of all modules: one server per version and JVM, fast and forgetful,
 * started when first asked for and ended with the JVM, and a migrated database of its own for
 * whoever asks.
 */
public final class TestPostgres {
    /** The oldest and the newest server that must work. */
    public enum Version {
        V14,
        V17
    }

    private static final Map<Version, TestPostgres> SHARED = new ConcurrentHashMap<>();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final Path programs;
    private final AtomicInteger databases = new AtomicInteger();
    private volatile RunningServer server;

    private TestPostgres(Version version) throws IOException {
        folder = Scratch.folder("run");
        programs = TestPrograms.home(version);
        var settings = new Settings(ServerFlags.forgetful(), DiskNeed.MEASURED, this::afterStep);
        postgres = new EmbeddedPostgres(new SecureRandom(), settings);
        server = launch(OptionalInt.empty());
    }

    /** A fresh database on the server that all tests of this JVM share. */
    public static Endpoint database(Version version) {
        return SHARED.computeIfAbsent(version, TestPostgres::start).freshDatabase();
    }

    /** A server of one's own, to be stopped and started at will; ends with the JVM. */
    public static TestPostgres start(Version version) {
        try {
            var started = new TestPostgres(version);
            Runtime.getRuntime().addShutdownHook(new Thread(started::remove));
            var migrated = new Migrator(5).migrate(started.server.endpoint().login());
            if (!(migrated instanceof MigrationResult.Migrated)) {
                throw new IllegalStateException(migrated.toString());
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of the migrated, empty database. */
    public Endpoint freshDatabase() {
        var base = server.endpoint();
        var name = "test_" + databases.incrementAndGet();
        var fresh = new Endpoint(base.host(), base.port(), name, base.user(), base.password());
        maintain(fresh, "create database " + name + " template " + base.database());
        return fresh;
    }

    /** Gives its memory back; whoever is connected is thrown out. */
    public static void drop(Endpoint database) {
        maintain(database, "drop database " + database.database() + " with (force)");
    }

    private static void maintain(Endpoint database, String sql) {
        var maintenance =
                DatabaseLogin.of(
                        database.host(),
                        database.port(),
                        "postgres",
                        database.user(),
                        database.password(),
                        Map.of());
        try (var connection =
                        DriverManager.getConnection(
                                maintenance.jdbcUrl(), maintenance.user(), maintenance.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the server in order; its data stays. */
    public void stop() {
        var result = server.stop(PATIENCE);
        if (result instanceof StopResult.StillRunning) {
            throw new IllegalStateException(result.toString());
        }
    }

    /** Starts it again, on the same port. */
    public void startAgain() {
        server = launch(OptionalInt.of(server.endpoint().port()));
    }

    /** The server process, to be signalled by tests that play dead. */
    public long pid() {
        return server.pid();
    }

    private RunningServer launch(OptionalInt port) {
        var options = new EmbeddedOptions(folder, folder, port, Optional.of(programs));
        return switch (postgres.start(options)) {
            case Started started -> started.server();
            case Failed failed -> throw new IllegalStateException(failed.toString());
        };
    }

    /** The fixture's user may make databases; the product's may not. */
    private void afterStep(Step step) {
        if (step != Step.CLUSTER_IN_PLACE) {
            return;
        }
        try {
            var tool = new Tool(Duration.ofMinutes(1));
            var kit = new Kit(tool, new PrivilegeChoice(tool).choose(), _ -> {});
            var home = new ProgramsInstaller(kit).given(programs);
            new Cluster(kit, home)
                    .singleUser(
                            Layout.in(folder).data(home.major()),
                            "alter role " + Endpoint.USER + " createdb");
        } catch (StartFailure | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void remove() {
        server.stop(Duration.ofSeconds(1));
        Scratch.removeQuietly(folder);
    }
}
