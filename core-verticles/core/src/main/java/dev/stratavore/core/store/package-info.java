/** Ports to the durable state. */
@NullMarked
package dev.stratavore.core.store;

import org.jspecify.annotations.NullMarked;
