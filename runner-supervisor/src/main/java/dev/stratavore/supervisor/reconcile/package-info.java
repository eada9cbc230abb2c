/** Compares what the database says with what the pty host has; pure. */
@NullMarked
package dev.stratavore.supervisor.reconcile;

import org.jspecify.annotations.NullMarked;
