/** What a command is, and what it works with. */
@NullMarked
package dev.stratavore.cli.context;

import org.jspecify.annotations.NullMarked;
