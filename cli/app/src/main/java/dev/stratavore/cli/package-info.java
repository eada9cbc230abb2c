/** The command line. */
@NullMarked
package dev.stratavore.cli;

import org.jspecify.annotations.NullMarked;
