/**
 * Which processes of the machine belong to which attempt, and what is done to all of them: ended,
 * frozen, measured. Everything here reads /proc and belongs to one thread that may block.
 */
@NullMarked
package dev.stratavore.pty.process;

import org.jspecify.annotations.NullMarked;
