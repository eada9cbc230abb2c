package dev.stratavore.sql;

/** What came of bringing a database to this program's schema. */
public sealed interface MigrationResult {
    /**
     * The schema is the one this program knows.
     *
     * @param version of the schema
     * @param applied how many migrations this call carried out; none if it was up to date
     */
    record Migrated(String version, int applied) implements MigrationResult {}

    /** Nothing answers at the address, or not in time. A repetition may succeed. */
    record CannotConnect(String reason) implements MigrationResult {}

    /** The server answers and refuses the user or the password. */
    record LoginRefused(String reason) implements MigrationResult {}

    /** The server answers and has no such database. */
    record NoSuchDatabase(String reason) implements MigrationResult {}

    /** The server is older than any that is supported. */
    record ServerTooOld(String found, int oldestMajor) implements MigrationResult {}

    /** A later version of this program has been here; going on could lose what it wrote. */
    record DatabaseNewer(String found, String known) implements MigrationResult {}

    /** A migration failed and was rolled back, or the schema was changed by somebody else. */
    record Failed(String reason) implements MigrationResult {}
}
