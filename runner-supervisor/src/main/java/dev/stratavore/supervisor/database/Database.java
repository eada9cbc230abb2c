package dev.stratavore.supervisor.database;

import dev.stratavore.config.DatabaseConfig;
import dev.stratavore.config.Secret;
import dev.stratavore.sql.MigrationResult;
import dev.stratavore.sql.Migrator;
import dev.stratavore.sql.embedded.EmbeddedOptions;
import dev.stratavore.sql.embedded.EmbeddedPostgres;
import dev.stratavore.sql.embedded.StartResult;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The node's database, ready to be used. Its methods block. */
public final class Database {
    private static final int CONNECT_SECONDS = 10;

    private final DatabaseAccess access;
    private final Optional<EmbeddedKeeper> embedded;
    private final List<String> notes;

    private Database(DatabaseAccess access, Optional<EmbeddedKeeper> embedded, List<String> notes) {
        this.access = access;
        this.embedded = embedded;
        this.notes = List.copyOf(notes);
    }

    /** What came of opening it. */
    public sealed interface Opened {
        record Ready(Database database) implements Opened {}

        /** Not now: the same may work later. */
        record NotNow(String problem) implements Opened {}

        /** Not before somebody changes a setting or the machine. */
        record Never(String problem) implements Opened {}
    }

    /**
     * Starts the embedded server or turns to the external one, and brings the schema up to date.
     *
     * @param progress told what takes time
     * @param random for a new server's password
     */
    public static Opened open(
            DatabaseConfig config, Path dataDir, Consumer<String> progress, SecureRandom random) {
        return config.external()
                ? openExternal(config, progress)
                : openEmbedded(config, dataDir, progress, random);
    }

    private static Opened openExternal(DatabaseConfig config, Consumer<String> progress) {
        var server = config.postgresql();
        var access =
                new DatabaseAccess(
                        server.host(),
                        server.port(),
                        server.database(),
                        server.user(),
                        server.password(),
                        Optional.of(server.tls()),
                        "external, " + server.address() + "/" + server.database());
        progress.accept("connecting to " + config.choice());
        return migrated(new Database(access, Optional.empty(), List.of()));
    }

    private static Opened openEmbedded(
            DatabaseConfig config, Path dataDir, Consumer<String> progress, SecureRandom random) {
        progress.accept("starting the " + config.choice());
        var port =
                config.embeddedPort().explicit()
                        ? OptionalInt.of(config.embeddedPort().number())
                        : OptionalInt.empty();
        var options =
                new EmbeddedOptions(
                        dataDir, EmbeddedOptions.SYSTEM_DATA_DIR, port, Optional.empty());
        var launcher = new EmbeddedPostgres(random);
        return switch (launcher.start(options)) {
            case StartResult.Started started -> migrated(ofServer(started, launcher, options));
            case StartResult.Failed(var reason, String message, String hint) -> {
                var problem = hint.isEmpty() ? message : message + "; " + hint;
                yield reason.configuration()
                        ? new Opened.Never(problem)
                        : new Opened.NotNow(problem);
            }
        };
    }

    private static Database ofServer(
            StartResult.Started started, EmbeddedPostgres launcher, EmbeddedOptions options) {
        var end = started.endpoint();
        var notes = new ArrayList<String>();
        started.portNote().ifPresent(notes::add);
        var access =
                new DatabaseAccess(
                        end.host(),
                        end.port(),
                        end.database(),
                        end.user(),
                        Secret.of(end.password()),
                        Optional.empty(),
                        "embedded, " + end.host() + ":" + end.port() + "/" + end.database());
        var keeper = new EmbeddedKeeper(launcher, options.onPort(end.port()), started.server());
        return new Database(access, Optional.of(keeper), notes);
    }

    private static Opened migrated(Database database) {
        var opened =
                switch (new Migrator(CONNECT_SECONDS).migrate(database.access.login())) {
                    case MigrationResult.Migrated _ -> new Opened.Ready(database);
                    case MigrationResult.CannotConnect(String reason) ->
                            new Opened.NotNow(database.says("does not answer", reason));
                    case MigrationResult.LoginRefused(String reason) ->
                            new Opened.Never(database.says("refuses the login", reason));
                    case MigrationResult.NoSuchDatabase(String reason) ->
                            new Opened.Never(database.says("has no such database", reason));
                    case MigrationResult.ServerTooOld(String found, int oldest) ->
                            new Opened.Never(
                                    database.says("is too old", found + "; needed is " + oldest));
                    case MigrationResult.DatabaseNewer(String found, String known) ->
                            new Opened.Never(
                                    database.says(
                                            "was used by a later version",
                                            "schema " + found + ", this version knows " + known));
                    case MigrationResult.Failed(String reason) ->
                            new Opened.Never(database.says("could not be migrated", reason));
                };
        if (!(opened instanceof Opened.Ready)) {
            database.close();
        }
        return opened;
    }

    private String says(String what, String why) {
        return "the database (" + access.description() + ") " + what + ": " + why;
    }

    /** How to reach it. */
    public DatabaseAccess access() {
        return access;
    }

    /** Where an embedded server writes; empty if the database is elsewhere. */
    public Optional<Path> folder() {
        return embedded.map(EmbeddedKeeper::folder);
    }

    /** What is not quite as wished, one line each. */
    public List<String> notes() {
        var all = new ArrayList<>(notes);
        embedded.flatMap(EmbeddedKeeper::trouble).ifPresent(all::add);
        return all;
    }

    /** Stops the embedded server; an external one is left alone. */
    public void close() {
        embedded.ifPresent(EmbeddedKeeper::close);
    }
}
