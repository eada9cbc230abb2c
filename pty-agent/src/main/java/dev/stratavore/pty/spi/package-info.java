/** What an agent driver must say about its program; pure, never spawns. */
@NullMarked
package dev.stratavore.pty.spi;

import org.jspecify.annotations.NullMarked;
