/** The drivers of the agents that Stratavore knows. */
@NullMarked
package dev.stratavore.pty.driver;

import org.jspecify.annotations.NullMarked;
