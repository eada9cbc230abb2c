/**
 * What bounds the process trees of runners: the kernel's limits by way of the pty host and, where
 * it has no control groups, the figures of its heartbeats.
 */
@NullMarked
package dev.stratavore.supervisor.process;

import org.jspecify.annotations.NullMarked;
