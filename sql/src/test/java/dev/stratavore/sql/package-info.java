/** Tests of the migrations. */
@NullMarked
package dev.stratavore.sql;

import org.jspecify.annotations.NullMarked;
