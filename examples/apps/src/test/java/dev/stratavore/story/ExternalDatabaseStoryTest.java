package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that is not the daemon's own: here that of another user. */
final class ExternalDatabaseStoryTest {
    private static final String PASSWORD = "p@ss/w#rd$";
    private static final int CONFIG = 78;

    @Test
    void thePasswordIsTakenAsItIsAndAWrongOneIsSaidInOneLine() throws Exception {
        try (var host = UserHome.fresh();
                var guest = UserHome.fresh()) {
            host.ok("new", "own", "--path", host.path().toString());
            var port = setPassword(host);

            var wrong =
                    guest.runWithin(
                            UserHome.START,
                            "--config",
                            config(guest, port, "wr@ng/p#ss").toString(),
                            "new",
                            "any",
                            "--path",
                            guest.path().toString());
            assertThat(wrong.exitCode()).as(wrong.stderr()).isEqualTo(CONFIG);
            assertThat(wrong.stderr().strip().lines()).as(wrong.stderr()).hasSize(1);
            assertThat(wrong.stderr()).contains("refuses the login").doesNotContain("wr@ng");
            assertThat(guest.processes("Stratavored")).isEmpty();

            var right = config(guest, port, "p@ss/w#rd$$").toString();
            guest.ok("--config", right, "new", "any", "--path", guest.path().toString());
            assertThat(Json.parse(guest.ok("projects", "--format", "json")).toString())
                    .contains("\"any\"");
            assertThat(guest.ok("status")).contains("external").doesNotContain("p@ss");
            assertThat(guest.processes("/bin/postgres -D")).isEmpty();
            guest.ok("daemon", "stop", "--all", "--yes");
        }
    }

    private static Path config(UserHome user, int port, String password) throws IOException {
        return Files.writeString(
                user.path().resolve("given.yaml"),
                "database:\n  postgresql:\n    host: 127.0.0.1\n    port: "
                        + port
                        + "\n    password: \""
                        + password
                        + "\"\n");
    }

    /** Changes the password of the server's only user; answers the server's port. */
    private static int setPassword(UserHome owner) throws IOException, SQLException {
        var line = ProcessTree.commandLine(owner.processes("/bin/postgres -D").getFirst());
        var data = Path.of(line.get(line.indexOf("-D") + 1));
        var known = Files.readString(data.resolveSibling("password")).strip();
        int port = Integer.parseInt(Files.readAllLines(data.resolve("postmaster.pid")).get(3));
        var url = "jdbc:postgresql://127.0.0.1:" + port + "/stratavore_state";
        var password = known.substring(known.lastIndexOf(':') + 1);
        try (var connection = DriverManager.getConnection(url, "stratavore", password);
                var statement = connection.createStatement()) {
            int _ = statement.executeUpdate("alter role stratavore password '" + PASSWORD + "'");
        }
        return port;
    }
}
