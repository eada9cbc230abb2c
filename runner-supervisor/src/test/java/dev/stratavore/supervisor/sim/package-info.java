/**
 * A seeded simulation of a node: the real actors, machines and reconciliation in one thread, with a
 * virtual time, rows in memory, and a network and a pty host that fail as the dice say.
 */
@NullMarked
package dev.stratavore.supervisor.sim;

import org.jspecify.annotations.NullMarked;
