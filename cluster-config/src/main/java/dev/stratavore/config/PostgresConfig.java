package dev.stratavore.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Section {@code database.postgresql}: the user's own PostgreSQL.
 *
 * @param password none if the server asks for none
 * @param poolSize connections at most
 */
public record PostgresConfig(
        String host,
        int port,
        String database,
        String user,
        Secret password,
        Tls tls,
        int poolSize) {

    /**
     * TLS to the database.
     *
     * @param mode how far it is asked for
     * @param authority PEM file of the authority to trust; there if the mode verifies
     * @param certificate PEM file of the client certificate; there if and only if the key is
     * @param key PEM file of its private key
     */
    public record Tls(
            SslMode mode,
            Optional<Path> authority,
            Optional<Path> certificate,
            Optional<Path> key) {
        public Tls {
            if (certificate.isPresent() != key.isPresent()) {
                throw new IllegalArgumentException("a client certificate and its key go together");
            }
            if (mode.verifies() && authority.isEmpty()) {
                throw new IllegalArgumentException(mode + " needs an authority");
            }
        }
    }

    /** libpq's sslmode. */
    public enum SslMode {
        DISABLE,
        ALLOW,
        PREFER,
        REQUIRE,
        VERIFY_CA,
        VERIFY_FULL;

        /** Whether the server's certificate is checked. */
        public boolean verifies() {
            return this == VERIFY_CA || this == VERIFY_FULL;
        }

        /** As libpq writes it. */
        public String word() {
            return Schema.SSLMODE.type().show(this);
        }
    }

    /** Host and port, as messages show them. */
    public String address() {
        boolean literal6 = host.indexOf(':') >= 0;
        return (literal6 ? "[" + host + "]" : host) + ":" + port;
    }

    static PostgresConfig from(Values values) {
        return new PostgresConfig(
                values.get(Schema.HOST),
                values.get(Schema.PORT),
                values.get(Schema.DATABASE),
                values.get(Schema.USER),
                values.get(Schema.PASSWORD),
                new Tls(
                        values.get(Schema.SSLMODE),
                        values.get(Schema.SSLROOTCERT),
                        values.get(Schema.SSLCERT),
                        values.get(Schema.SSLKEY)),
                values.get(Schema.POOL_SIZE));
    }
}
