package dev.stratavore.story;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Asks the embedded database of a user. */
final class EmbeddedSql {
    private static final Pattern EMBEDDED = Pattern.compile("embedded, ([0-9.:]+/\\w+)");
    private static final String PASSWORD = ".local/share/stratavore/postgres/password";
    private static final int PASSWORD_FIELD = 4;

    private EmbeddedSql() {}

    /** The first column of the first row, of which there must be one. */
    static String one(UserHome user, String statement) throws IOException, SQLException {
        var database = Json.field(user.ok("status", "--format", "json"), "database");
        var address = EMBEDDED.matcher(database);
        if (!address.matches()) {
            throw new AssertionError("not embedded: " + database);
        }
        var secret = Files.readString(user.path().resolve(PASSWORD));
        var password = secret.strip().split(":", -1)[PASSWORD_FIELD];
        var url = "jdbc:postgresql://" + address.group(1);
        try (var connection = DriverManager.getConnection(url, "stratavore", password);
                var query = connection.createStatement();
                var rows = query.executeQuery(statement)) {
            if (!rows.next()) {
                throw new AssertionError("no row: " + statement);
            }
            return rows.getString(1);
        }
    }
}
