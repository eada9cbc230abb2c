/** What a test run leaves out, and that it says so by name. */
@NullMarked
package dev.stratavore.testkit.leftout;

import org.jspecify.annotations.NullMarked;
