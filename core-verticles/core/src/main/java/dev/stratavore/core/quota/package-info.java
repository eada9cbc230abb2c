/** The limits of projects as values: their names, where each comes from, and what may change it. */
@NullMarked
package dev.stratavore.core.quota;

import org.jspecify.annotations.NullMarked;
