/**
 * The gRPC services at the edge of a node.
 *
 * <p>A request's way: a listener takes the connection, {@code RequestGuard} lets it in, {@code
 * Methods} makes a {@code Call} of it and reads its one message, and a service, one class per
 * method, checks every field, asks the actors or reads the stores, and answers. What fails becomes
 * an {@code ApiError} in one place, {@code Failures}.
 *
 * <p>Everything but the planning of launches and the files of the listeners runs on one event loop.
 * No state outlives a call: the stores and the actors have it.
 */
@NullMarked
package dev.stratavore.core.edge;

import org.jspecify.annotations.NullMarked;
