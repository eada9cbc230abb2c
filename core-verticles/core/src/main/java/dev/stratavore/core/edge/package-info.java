/** The gRPC services at the edge of a node. */
@NullMarked
package dev.stratavore.core.edge;

import org.jspecify.annotations.NullMarked;
