/**
 * How commands and replies cross from node to node. On one node the records themselves are passed.
 */
@NullMarked
package dev.stratavore.core.protocol.wire;

import org.jspecify.annotations.NullMarked;
