package dev.stratavore.sql.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.sql.embedded.EmbeddedPostgres.Settings;
import dev.stratavore.sql.embedded.StartResult.Failed;
import dev.stratavore.sql.embedded.StartResult.Started;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** One data directory in a test, and whatever server is left on it at the end. */
final class Bench implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    final Path folder;
    final EmbeddedOptions options;

    Bench() throws IOException {
        this(Scratch.folder("bench"), TestPostgres.Version.V17);
    }

    Bench(Path folder, TestPostgres.Version version) {
        this.folder = folder;
        options =
                new EmbeddedOptions(
                        folder,
                        folder,
                        OptionalInt.empty(),
                        Optional.of(TestPrograms.home(version)));
    }

    /** With a database that was made before and is not in use. */
    static Bench prepared() throws IOException {
        var bench = new Bench();
        var template = Template.FOLDER;
        try (var files = Files.walk(template)) {
            for (var file : files.toList()) {
                Files.copy(
                        file,
                        bench.folder.resolve(template.relativize(file)),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return bench;
    }

    /** Made once, since most tests are about what comes after. */
    private static final class Template {
        static final Path FOLDER = make();

        private static Path make() {
            try {
                var bench = new Bench();
                bench.started().server().stop(PATIENCE);
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(() -> Scratch.removeQuietly(bench.folder)));
                return bench.folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    StartResult start() {
        return start(options);
    }

    StartResult start(EmbeddedOptions otherOptions) {
        return new EmbeddedPostgres(new SecureRandom()).start(otherOptions);
    }

    StartResult start(Settings settings) {
        return new EmbeddedPostgres(new SecureRandom(), settings).start(options);
    }

    Started started() {
        return started(start());
    }

    static Started started(StartResult result) {
        assertThat(result).isInstanceOf(Started.class);
        return (Started) result;
    }

    static Failed failed(StartResult result) {
        assertThat(result).isInstanceOf(Failed.class);
        return (Failed) result;
    }

    EmbeddedOptions onPort(int port) {
        return new EmbeddedOptions(folder, folder, OptionalInt.of(port), options.programs());
    }

    /** With the programs that the product brings along, unpacked here. */
    EmbeddedOptions withOwnPrograms() {
        return new EmbeddedOptions(folder, folder, OptionalInt.empty(), Optional.empty());
    }

    Layout layout() {
        return Layout.in(folder);
    }

    Path data() {
        return layout().data(17);
    }

    static String query(Endpoint endpoint, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                endpoint.login().jdbcUrl(), endpoint.user(), endpoint.password());
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            var rows = statement.getResultSet();
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    /** Also ends what a test left without an owner. */
    @Override
    public void close() throws IOException {
        Scratch.remove(folder);
    }
}
