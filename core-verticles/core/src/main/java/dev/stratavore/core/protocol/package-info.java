/** Commands, replies, events and identifiers that travel between actors. */
@NullMarked
package dev.stratavore.core.protocol;

import org.jspecify.annotations.NullMarked;
