/** Tests of the wire codec against the generated messages, and of the client against a socket. */
@NullMarked
package dev.stratavore.api.wire;

import org.jspecify.annotations.NullMarked;
