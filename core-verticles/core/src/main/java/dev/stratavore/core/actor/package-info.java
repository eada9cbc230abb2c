/**
 * What makes a verticle an actor: a bounded mailbox, one command at a time, and a supervisor that
 * restarts it from the store when its handler throws.
 *
 * <p>Everything here belongs to one Vert.x context and is touched by its thread alone, except
 * {@link dev.stratavore.core.actor.BusActors}, which may be used from anywhere.
 */
@NullMarked
package dev.stratavore.core.actor;

import org.jspecify.annotations.NullMarked;
