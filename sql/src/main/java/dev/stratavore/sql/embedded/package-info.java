/**
 * The PostgreSQL that a daemon brings with it: unpacked once, kept on disk across restarts,
 * reachable over loopback with a password only. {@link EmbeddedPostgres} is the way in.
 *
 * <p>Everything that must exist whole (the programs, the data directory) is made aside and renamed,
 * so a crash at any point leaves nothing that the next start would take for finished.
 */
@NullMarked
package dev.stratavore.sql.embedded;

import org.jspecify.annotations.NullMarked;
