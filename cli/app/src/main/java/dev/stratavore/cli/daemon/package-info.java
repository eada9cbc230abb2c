/** Finding the daemon, and starting it where a command may. */
@NullMarked
package dev.stratavore.cli.daemon;

import org.jspecify.annotations.NullMarked;
