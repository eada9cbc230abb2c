/** The node: wiring, start-up and shut-down of the daemon. */
@NullMarked
package dev.stratavore.supervisor;

import org.jspecify.annotations.NullMarked;
