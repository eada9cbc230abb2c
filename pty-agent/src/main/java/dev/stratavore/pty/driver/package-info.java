/** The drivers of the agents that Stratavore knows, found by their entries in META-INF/services. */
@NullMarked
package dev.stratavore.pty.driver;

import org.jspecify.annotations.NullMarked;
