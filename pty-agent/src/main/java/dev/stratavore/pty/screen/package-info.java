/** The terminal mirror and its snapshots. */
@NullMarked
package dev.stratavore.pty.screen;

import org.jspecify.annotations.NullMarked;
