package dev.stratavore.sql.embedded;

import dev.stratavore.sql.DatabaseLogin;
import java.util.Map;

/** Where the embedded server answers, and as whom to enter. */
public record Endpoint(String host, int port, String database, String user, String password) {
    static final String LOOPBACK = "127.0.0.1";
    static final String DATABASE = "stratavore_state";
    static final String USER = "stratavore";

    /** The same for JDBC. */
    public DatabaseLogin login() {
        return DatabaseLogin.of(host, port, database, user, password, Map.of());
    }

    @Override
    public String toString() {
        return "Endpoint[" + user + "@" + host + ":" + port + "/" + database + "]";
    }
}
