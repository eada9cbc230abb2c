/** Typed configuration: sources, merging, validation. */
@NullMarked
package dev.stratavore.config;

import org.jspecify.annotations.NullMarked;
