package dev.stratavore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseConfigTest {
    @TempDir private Path root;

    @Test
    void unlessToldTheDatabaseIsTheEmbeddedOne() {
        DatabaseConfig database = new Sources(root).config().database();
        PostgresConfig.Tls tls =
                new PostgresConfig.Tls(
                        PostgresConfig.SslMode.PREFER,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        PostgresConfig postgres =
                new PostgresConfig(
                        "localhost", 5432, "stratavore_state", "stratavore", Secret.none(), tls, 8);
        assertThat(database)
                .isEqualTo(
                        new DatabaseConfig(
                                DatabaseConfig.Mode.AUTO,
                                false,
                                postgres,
                                new ListenPort(5432, false)));
        assertThat(database.choice())
                .isEqualTo("embedded PostgreSQL (no database.postgresql.host is set)");
    }

    @Test
    void everyKeyIsTaken() {
        Path pem = Sources.write(root.resolve("home/some.pem"), "pem");
        Sources.write(root.resolve("home/pw"), "from the file\n");
        DatabaseConfig database =
                new Sources(root)
                        .user(
                                """
                                database:
                                  mode: external
                                  postgresql:
                                    host: db.example.org
                                    port: 6543
                                    database: state
                                    user: me
                                    password_file: ~/pw
                                    sslmode: verify-full
                                    sslrootcert: PEM
                                    sslcert: PEM
                                    sslkey: ~/some.pem
                                    pool_size: 3
                                  embedded:
                                    port: 7654
                                """
                                        .replace("PEM", pem.toString()))
                        .config()
                        .database();
        Optional<Path> file = Optional.of(pem);
        PostgresConfig.Tls tls =
                new PostgresConfig.Tls(PostgresConfig.SslMode.VERIFY_FULL, file, file, file);
        Secret password = Secret.of("from the file");
        assertThat(database)
                .isEqualTo(
                        new DatabaseConfig(
                                DatabaseConfig.Mode.EXTERNAL,
                                true,
                                new PostgresConfig(
                                        "db.example.org", 6543, "state", "me", password, tls, 3),
                                new ListenPort(7654, true)));
        assertThat(database.choice())
                .isEqualTo("PostgreSQL at db.example.org:6543 (database.mode)");
    }

    @Test
    void everyErrorIsFound() {
        Sources sources =
                new Sources(root)
                        .explicit(
                                """
                                database:
                                  mode: both
                                  postgresql:
                                    host: ""
                                    port: 65536
                                    database: " "
                                    user: "a\\nb"
                                    password_file: pw
                                    sslmode: verify-ca
                                    sslcert: /no/such.pem
                                    sslkey: ROOT
                                    pool_size: many
                                  embedded:
                                    port: 0
                                """
                                        .replace("ROOT", root.toString()));
        assertThat(sources.errors())
                .containsExactly(
                        "explicit.yaml:2: database.mode: expected one of auto, embedded, external"
                                + " (found \"both\")",
                        "explicit.yaml:4: database.postgresql.host: must not be empty"
                                + " (found \"\")",
                        "explicit.yaml:5: database.postgresql.port: must be from 1 to 65535"
                                + " (found \"65536\")",
                        "explicit.yaml:6: database.postgresql.database: must not be empty"
                                + " (found \" \")",
                        "explicit.yaml:7: database.postgresql.user: must not hold control"
                                + " characters (found \"a?b\")",
                        "explicit.yaml:8: database.postgresql.password_file: must be an absolute"
                                + " path, or start with ~/ (found \"pw\")",
                        "explicit.yaml:10: database.postgresql.sslcert: no such file"
                                + " (found \"/no/such.pem\")",
                        "explicit.yaml:11: database.postgresql.sslkey: is a directory, not a file"
                                + (" (found \"" + root + "\")"),
                        "explicit.yaml:12: database.postgresql.pool_size: expected a whole number,"
                                + " 1 to 100 (found \"many\")",
                        "explicit.yaml:14: database.embedded.port: must be from 1 to 65535"
                                + " (found \"0\")",
                        "explicit.yaml:9: database.postgresql.sslmode: needs"
                                + " database.postgresql.sslrootcert to know whom to trust");
    }

    @Test
    void anySourceOfTheHostMakesItExternal() {
        assertThat(new Sources(root).set("database.postgresql.host=h").config().database())
                .matches(DatabaseConfig::external);
        Sources variable =
                new Sources(root).variable("STRATAVORE_DATABASE_POSTGRESQL_HOST", "localhost");
        assertThat(variable.config().database()).matches(DatabaseConfig::external);
        Sources embedded = variable.set("database.mode=embedded");
        assertThat(embedded.config().database()).matches(database -> !database.external());
    }

    @Test
    void whatTheEmbeddedDatabaseLeavesUnusedIsSaid() {
        Sources sources =
                new Sources(root)
                        .variable("STRATAVORE_DB_PASSWORD", "hunter2")
                        .set("database.postgresql.port=6000");
        assertThat(sources.loaded().warnings())
                .containsExactly(
                        "--set: database.postgresql.port is not used: the database is the embedded"
                                + " one",
                        "STRATAVORE_DB_PASSWORD: database.postgresql.password is not used: the"
                                + " database is the embedded one");
    }

    @Test
    void aClientCertificateNeedsItsKeyAndTheOtherWayRound() {
        Path pem = Sources.write(root.resolve("some.pem"), "pem");
        assertThat(new Sources(root).set("database.postgresql.sslcert=" + pem).errors())
                .containsExactly(
                        "--set: database.postgresql.sslcert: needs database.postgresql.sslkey too");
        assertThat(new Sources(root).set("database.postgresql.sslkey=" + pem).errors())
                .containsExactly(
                        "--set: database.postgresql.sslkey: needs database.postgresql.sslcert too");
    }
}
