/**
 * The stores on PostgreSQL, over vertx-pg-client. {@link PgStores} is the way in; the schema is
 * that of the {@code sql} module and must have been migrated before.
 *
 * <p>Each call is one transaction. A refusal rolls back, so it leaves neither a row nor an event
 * nor a used command id.
 */
@NullMarked
package dev.stratavore.core.store.pg;

import org.jspecify.annotations.NullMarked;
