/** The embedded PostgreSQL and its launcher. */
@NullMarked
package dev.stratavore.sql.embedded;

import org.jspecify.annotations.NullMarked;
