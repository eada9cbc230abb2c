/** The runner actor. */
@NullMarked
package dev.stratavore.core.runner;

import org.jspecify.annotations.NullMarked;
