/**
 * The leaf commands, one class each. A new one is a class here, a line in {@link
 * dev.stratavore.cli.command.CommandTable} and a regenerated page in the reference.
 */
@NullMarked
package dev.stratavore.cli.command;

import org.jspecify.annotations.NullMarked;
