package dev.stratavore.sql;

import dev.stratavore.sql.MigrationResult.CannotConnect;
import dev.stratavore.sql.MigrationResult.DatabaseNewer;
import dev.stratavore.sql.MigrationResult.Failed;
import dev.stratavore.sql.MigrationResult.LoginRefused;
import dev.stratavore.sql.MigrationResult.Migrated;
import dev.stratavore.sql.MigrationResult.NoSuchDatabase;
import dev.stratavore.sql.MigrationResult.ServerTooOld;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings a database to the schema of this program. Several may do so at once: one migrates, the
 * others wait for it. Blocks; call it off the event loop.
 */
public final class Migrator {
    /** The oldest PostgreSQL whose SQL the migrations keep to. */
    public static final int OLDEST_MAJOR = 14;

    private static final String LOCATION = "classpath:dev/stratavore/sql/migration";
    private static final String WRONG_PASSWORD = "28P01";
    private static final String LOGIN_CLASS = "28";
    private static final String UNKNOWN_DATABASE = "3D000";

    private final String location;
    private final int connectSeconds;

    /**
     * @param connectSeconds how long one attempt to connect may take
     */
    public Migrator(int connectSeconds) {
        this(LOCATION, connectSeconds);
    }

    Migrator(String location, int connectSeconds) {
        this.location = location;
        this.connectSeconds = connectSeconds;
    }

    /** Migrates, or says why it could not. */
    public MigrationResult migrate(DatabaseLogin login) {
        var source = new PGSimpleDataSource();
        source.setUrl(login.jdbcUrl());
        source.setUser(login.user());
        source.setPassword(login.password());
        source.setConnectTimeout(connectSeconds);
        source.setLoginTimeout(connectSeconds);
        try (var connection = source.getConnection()) {
            var server = connection.getMetaData();
            if (server.getDatabaseMajorVersion() < OLDEST_MAJOR) {
                return new ServerTooOld(server.getDatabaseProductVersion(), OLDEST_MAJOR);
            }
        } catch (SQLException e) {
            return refusal(e);
        }
        return migrate(source);
    }

    private MigrationResult migrate(PGSimpleDataSource source) {
        var flyway = Flyway.configure().dataSource(source).locations(location).load();
        try {
            var newer = newestUnknown(flyway);
            if (newer.isPresent()) {
                return new DatabaseNewer(newer.get(), newestKnown(flyway));
            }
            var done = flyway.migrate();
            return new Migrated(newestKnown(flyway), done.migrationsExecuted);
        } catch (FlywayException e) {
            return new Failed(oneLine(e));
        }
    }

    private static Optional<String> newestUnknown(Flyway flyway) {
        return Arrays.stream(flyway.info().applied())
                .filter(m ->
                        m.getState() == MigrationState.FUTURE_SUCCESS
                                || m.getState() == MigrationState.FUTURE_FAILED)
                .map(Migrator::versionOf)
                .reduce((earlier, later) -> later);
    }

    private static String newestKnown(Flyway flyway) {
        return Arrays.stream(flyway.info().all())
                .filter(m -> m.getState().isResolved())
                .map(Migrator::versionOf)
                .reduce((earlier, later) -> later)
                .orElse("none");
    }

    private static String versionOf(MigrationInfo migration) {
        return String.valueOf(migration.getVersion());
    }

    private static MigrationResult refusal(SQLException e) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        var reason = oneLine(e);
        if (state.equals(WRONG_PASSWORD) || state.startsWith(LOGIN_CLASS)) {
            return new LoginRefused(reason);
        }
        return state.equals(UNKNOWN_DATABASE)
                ? new NoSuchDatabase(reason)
                : new CannotConnect(reason);
    }

    /** The innermost message says what happened; those around it say where. */
    private static String oneLine(Throwable e) {
        var innermost = e;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        var message = innermost.getMessage();
        return message == null
                ? innermost.getClass().getSimpleName()
                : message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
