/**
 * Signals of the process. The JDK offers no supported way to hear of them, and javac's warning
 * about {@code sun.misc.Signal} cannot be suppressed, so this package is compiled apart.
 */
@NullMarked
package dev.stratavore.cli.signal;

import org.jspecify.annotations.NullMarked;
