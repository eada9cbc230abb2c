/**
 * What runners and projects decide, as pure functions: no clock, no randomness, no input or output
 * and no Vert.x. Safe from any thread.
 */
@NullMarked
package dev.stratavore.core.machine;

import org.jspecify.annotations.NullMarked;
