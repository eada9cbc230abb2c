/**
 * What a test needs to run the real Claude Code: where it is, and a home that asks no first
 * questions.
 */
@NullMarked
package dev.stratavore.testkit.claude;

import org.jspecify.annotations.NullMarked;
