/** Pure state machines: decide and evolve, without clock, randomness or I/O. */
@NullMarked
package dev.stratavore.core.machine;

import org.jspecify.annotations.NullMarked;
