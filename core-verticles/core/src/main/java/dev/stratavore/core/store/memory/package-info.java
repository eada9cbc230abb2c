/**
 * The stores in memory: for tests, of embedders too. Keeps every promise of the ports but the one
 * to survive the process, and can be told to fail.
 */
@NullMarked
package dev.stratavore.core.store.memory;

import org.jspecify.annotations.NullMarked;
