package dev.stratavore.config;

/**
 * Section {@code database}.
 *
 * @param mode as configured
 * @param external whether it is the user's PostgreSQL: {@link Mode#AUTO} has been decided
 * @param postgresql how to reach the user's PostgreSQL; its pool size holds for the embedded one
 *     too
 * @param embeddedPort where the embedded PostgreSQL listens on loopback
 */
public record DatabaseConfig(
        Mode mode, boolean external, PostgresConfig postgresql, ListenPort embeddedPort) {
    /** Which PostgreSQL keeps the state. */
    public enum Mode {
        /** The user's as soon as any source sets its host, else the embedded one. */
        AUTO,
        EMBEDDED,
        EXTERNAL
    }

    /** One phrase that says which database it is and why. */
    public String choice() {
        String why = mode == Mode.AUTO ? reason() : "database.mode";
        return external
                ? "PostgreSQL at " + postgresql.address() + " (" + why + ")"
                : "embedded PostgreSQL (" + why + ")";
    }

    private String reason() {
        return external ? "database.postgresql.host is set" : "no database.postgresql.host is set";
    }

    static DatabaseConfig from(Values values) {
        return new DatabaseConfig(
                values.get(Schema.DATABASE_MODE),
                isExternal(values),
                PostgresConfig.from(values),
                values.port(Schema.EMBEDDED_PORT));
    }

    static boolean isExternal(Values values) {
        return switch (values.get(Schema.DATABASE_MODE)) {
            case AUTO -> values.isSet(Schema.HOST);
            case EMBEDDED -> false;
            case EXTERNAL -> true;
        };
    }
}
