/**
 * The schema of the durable state: migrations, the notification channels, and the migrator that
 * applies them to any PostgreSQL from version 14 on.
 */
@NullMarked
package dev.stratavore.sql;

import org.jspecify.annotations.NullMarked;
