/**
 * The Vert.x instance of a node, its identity and its cluster.
 *
 * <p>{@link dev.stratavore.cluster.VertxFactory} builds the instance, alone or as a member. Who is
 * a member is a hint and nothing more: what a node owns is decided in the database. All methods
 * block or answer a future, as their documentation says; none may run on an event loop.
 */
@NullMarked
package dev.stratavore.cluster;

import org.jspecify.annotations.NullMarked;
