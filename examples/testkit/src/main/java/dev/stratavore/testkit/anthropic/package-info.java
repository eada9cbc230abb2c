/**
 * A stand-in for the Anthropic Messages API on the loopback address, in which a test says what the
 * model answers and reads what was asked and billed. Wire formats are those of the public API, as
 * far as coding agents use them.
 */
@NullMarked
package dev.stratavore.testkit.anthropic;

import org.jspecify.annotations.NullMarked;
