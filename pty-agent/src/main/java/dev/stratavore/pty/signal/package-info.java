/**
 * Signals of this process. {@code sun.misc.Signal} is what the JDK has for them, and javac warns of
 * it whatever is suppressed, so this package is compiled apart.
 */
@NullMarked
package dev.stratavore.pty.signal;

import org.jspecify.annotations.NullMarked;
