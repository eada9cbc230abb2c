/**
 * What a command line is made of: the words of a command, its options in picocli's programmatic
 * model, and the options that every command has.
 */
@NullMarked
package dev.stratavore.cli.parse;

import org.jspecify.annotations.NullMarked;
