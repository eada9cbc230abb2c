/** The scripted agent and stand-in APIs for tests. */
@NullMarked
package dev.stratavore.testkit;

import org.jspecify.annotations.NullMarked;
