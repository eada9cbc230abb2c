package dev.stratavore.story;

import dev.stratavore.testkit.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The embedded database of a user, from outside.
 *
 * @param port on loopback
 */
record HomeDatabase(int port, String password) {
    /** Of a user whose daemon runs, or was killed and left it behind. */
    static HomeDatabase of(UserHome owner) throws IOException {
        var line = ProcessTree.commandLine(owner.processes("/bin/postgres -D").getFirst());
        var data = Path.of(line.get(line.indexOf("-D") + 1));
        var known = Files.readString(data.resolveSibling("password")).strip();
        int port = Integer.parseInt(Files.readAllLines(data.resolve("postmaster.pid")).get(3));
        return new HomeDatabase(port, known.substring(known.lastIndexOf(':') + 1));
    }

    /** Carries out one statement. */
    void change(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            int _ = statement.executeUpdate(sql);
        }
    }

    /** The first figure of a query. */
    long figure(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private Connection connect() throws SQLException {
        var url = "jdbc:postgresql://127.0.0.1:" + port + "/stratavore_state";
        return DriverManager.getConnection(url, "stratavore", password);
    }
}
