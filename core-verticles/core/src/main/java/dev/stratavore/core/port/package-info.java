/** What the actors need from the machine they run on: terminals and agent drivers. */
@NullMarked
package dev.stratavore.core.port;

import org.jspecify.annotations.NullMarked;
