/** The process's own ends: standard streams, what is known of the terminal, questions. */
@NullMarked
package dev.stratavore.cli.console;

import org.jspecify.annotations.NullMarked;
