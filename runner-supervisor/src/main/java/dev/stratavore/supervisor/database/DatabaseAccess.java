package dev.stratavore.supervisor.database;

import dev.stratavore.config.PostgresConfig;
import dev.stratavore.config.PostgresConfig.SslMode;
import dev.stratavore.config.Secret;
import dev.stratavore.sql.DatabaseLogin;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How to reach the database, for both drivers.
 *
 * @param tls empty for the embedded server, which never leaves loopback
 * @param description for people, without the password
 */
public record DatabaseAccess(
        String host,
        int port,
        String database,
        String user,
        Secret password,
        Optional<PostgresConfig.Tls> tls,
        String description) {
    /** For the migrations, which run over JDBC. */
    public DatabaseLogin login() {
        return DatabaseLogin.of(host, port, database, user, password.reveal(), jdbcParameters());
    }

    private Map<String, String> jdbcParameters() {
        var parameters = new HashMap<String, String>();
        tls.ifPresent(each -> {
            parameters.put("sslmode", each.mode().word());
            each.authority().ifPresent(file -> parameters.put("sslrootcert", file.toString()));
            each.certificate().ifPresent(file -> parameters.put("sslcert", file.toString()));
            each.key().ifPresent(file -> parameters.put("sslkey", file.toString()));
        });
        return parameters;
    }

    /** For everything else. */
    public PgConnectOptions connectOptions() {
        var options =
                new PgConnectOptions()
                        .setHost(host)
                        .setPort(port)
                        .setDatabase(database)
                        .setUser(user)
                        .setPassword(password.reveal())
                        .setCachePreparedStatements(true);
        options.getProperties().put("application_name", "stratavored");
        tls.ifPresent(each -> addTls(options, each));
        return options;
    }

    private static void addTls(PgConnectOptions options, PostgresConfig.Tls tls) {
        options.setSslMode(io.vertx.pgclient.SslMode.of(tls.mode().word()));
        if (tls.mode() == SslMode.DISABLE) {
            return;
        }
        var ssl = new ClientSSLOptions();
        // libpq's weaker modes encrypt without asking who answers.
        ssl.setTrustAll(!tls.mode().verifies());
        ssl.setHostnameVerificationAlgorithm(tls.mode() == SslMode.VERIFY_FULL ? "HTTPS" : "");
        tls.authority()
                .ifPresent(file ->
                        ssl.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        tls.certificate()
                .ifPresent(file ->
                        ssl.setKeyCertOptions(
                                new PemKeyCertOptions()
                                        .setCertPath(file.toString())
                                        .setKeyPath(tls.key().orElseThrow().toString())));
        options.setSslOptions(ssl);
    }
}
