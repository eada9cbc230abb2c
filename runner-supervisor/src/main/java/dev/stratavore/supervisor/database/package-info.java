/** Which PostgreSQL the node uses, and how it gets ready. */
@NullMarked
package dev.stratavore.supervisor.database;

import org.jspecify.annotations.NullMarked;
