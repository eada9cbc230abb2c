/**
 * What the pty host keeps on disk: each attempt's output in segments with an index, the journal,
 * and the settings. Everything here blocks and is for one thread at a time; files are for their
 * owner only, and a record that was cut short by a crash ends a file instead of spoiling it.
 */
@NullMarked
package dev.stratavore.pty.store;

import org.jspecify.annotations.NullMarked;
