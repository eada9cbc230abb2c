/** The way from a project's name to a running agent. */
@NullMarked
package dev.stratavore.cli.launch;

import org.jspecify.annotations.NullMarked;
