/** The verticle that holds a node's actors, ready to be deployed into any Vertx. */
@NullMarked
package dev.stratavore.core;

import org.jspecify.annotations.NullMarked;
