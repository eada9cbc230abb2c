/** The PostgreSQL adapter of the stores. */
@NullMarked
package dev.stratavore.core.store.pg;

import org.jspecify.annotations.NullMarked;
