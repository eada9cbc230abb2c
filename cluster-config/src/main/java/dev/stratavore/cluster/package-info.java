/** The Vert.x instance of a node, its identity and its cluster. */
@NullMarked
package dev.stratavore.cluster;

import org.jspecify.annotations.NullMarked;
