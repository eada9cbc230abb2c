package dev.stratavore.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checks what no key can tell alone. A key with an error of its own takes no part. */
final class Consistency {
    private static final List<Key<?>> EXTERNAL_ONLY =
            List.of(
                    Schema.HOST,
                    Schema.PORT,
                    Schema.DATABASE,
                    Schema.USER,
                    Schema.PASSWORD,
                    Schema.SSLMODE,
                    Schema.SSLROOTCERT,
                    Schema.SSLCERT,
                    Schema.SSLKEY);

    private final Values values;
    private final Findings findings;

    Consistency(Values values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    void check() {
        clientCertificate();
        authority();
        if (!findings.failed(Schema.DATABASE_MODE) && !findings.failed(Schema.HOST)) {
            unusedDatabase();
        }
    }

    private void clientCertificate() {
        needsOther(Schema.SSLCERT, Schema.SSLKEY);
        needsOther(Schema.SSLKEY, Schema.SSLCERT);
    }

    private void needsOther(Key<Optional<Path>> one, Key<Optional<Path>> other) {
        boolean missing = values.get(other).isEmpty() && !findings.failed(other);
        if (values.get(one).isPresent() && missing) {
            findings.error(values.origin(one), one, "needs " + other.path() + " too");
        }
    }

    private void authority() {
        PostgresConfig.SslMode mode = values.get(Schema.SSLMODE);
        boolean missing =
                values.get(Schema.SSLROOTCERT).isEmpty() && !findings.failed(Schema.SSLROOTCERT);
        if (mode.verifies() && missing) {
            String problem = "needs " + Schema.SSLROOTCERT.path() + " to know whom to trust";
            findings.error(values.origin(Schema.SSLMODE), Schema.SSLMODE, problem);
        }
    }

    private void unusedDatabase() {
        if (DatabaseConfig.isExternal(values)) {
            return;
        }
        for (Key<?> key : EXTERNAL_ONLY) {
            if (values.isSet(key)) {
                findings.warning(
                        (values.origin(key).describe() + ": " + key.path())
                                + " is not used: the database is the embedded one");
            }
        }
    }
}
