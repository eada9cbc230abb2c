/**
 * Heartbeats of the pty host: what runners use, whether they can be reached, and the node's lease.
 * They never travel through mailboxes and write no runner's row unless something changed.
 */
@NullMarked
package dev.stratavore.supervisor.beat;

import org.jspecify.annotations.NullMarked;
