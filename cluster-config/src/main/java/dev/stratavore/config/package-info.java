/**
 * Typed configuration: sources, merging, validation, and the directories a user's node lives in.
 *
 * <p>{@link dev.stratavore.config.ConfigLoader} turns flags, files and the environment into a
 * {@link dev.stratavore.config.StratavoreConfig} or into the full list of what is wrong. The table
 * that everything is made from (parsing, variable names, messages, the reference in the
 * documentation) is {@code Schema}: a new key is one entry there and one component of a record.
 *
 * <p>The command line loads this on every call, so the way without a configuration file touches no
 * YAML parser, no reflection, no regular expression and no {@code invokedynamic}.
 */
@NullMarked
package dev.stratavore.config;

import org.jspecify.annotations.NullMarked;
