/**
 * The training run behind the AOT cache: everyday commands against a canned daemon, so that their
 * classes are in the cache already loaded and linked.
 */
@NullMarked
package dev.stratavore.cli.train;

import org.jspecify.annotations.NullMarked;
