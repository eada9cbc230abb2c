package dev.stratavore.sql;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a database is and who enters it. The password travels beside the URL and never in it, so
 * that any character works and none is printed.
 *
 * @param jdbcUrl {@code jdbc:postgresql://...}, without user and password
 */
public record DatabaseLogin(String jdbcUrl, String user, String password) {
    private static final String SCHEME = "jdbc:postgresql://";

    public DatabaseLogin {
        if (!jdbcUrl.startsWith(SCHEME)) {
            throw new IllegalArgumentException("not a PostgreSQL address: " + jdbcUrl);
        }
    }

    /**
     * A login over TCP.
     *
     * @param parameters of the JDBC driver, such as {@code sslmode}
     */
    public static DatabaseLogin of(
            String host,
            int port,
            String database,
            String user,
            String password,
            Map<String, String> parameters) {
        var bracketed = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        var query =
                parameters.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(p -> p.getKey() + "=" + encoded(p.getValue()))
                        .collect(Collectors.joining("&"));
        var url = SCHEME + bracketed + ":" + port + "/" + encoded(database);
        return new DatabaseLogin(query.isEmpty() ? url : url + "?" + query, user, password);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "DatabaseLogin[" + user + " at " + jdbcUrl + "]";
    }
}
