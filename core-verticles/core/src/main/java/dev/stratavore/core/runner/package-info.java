/**
 * The runner actor: one per live runner, which turns decisions of the machine into transactions and
 * effects.
 */
@NullMarked
package dev.stratavore.core.runner;

import org.jspecify.annotations.NullMarked;
