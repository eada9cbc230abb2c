/** Stratavore embedded in other applications, and benchmarks. */
@NullMarked
package dev.stratavore.examples;

import org.jspecify.annotations.NullMarked;
