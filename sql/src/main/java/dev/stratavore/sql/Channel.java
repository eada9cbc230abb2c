package dev.stratavore.sql;

/**
 * The channels on which the database notifies at commit; the triggers of the first migration use
 * the same names.
 */
public enum Channel {
    /** Events were written; empty payload. */
    EVENTS("stratavore_events"),
    /** Something waits for the broker; empty payload. */
    OUTBOX("stratavore_outbox"),
    /** A runner was added or changed; the payload is its id. */
    RUNNERS("stratavore_runners");

    private final String sqlName;

    Channel(String sqlName) {
        this.sqlName = sqlName;
    }

    /** The name for {@code LISTEN}; needs no quotes. */
    public String sqlName() {
        return sqlName;
    }
}
