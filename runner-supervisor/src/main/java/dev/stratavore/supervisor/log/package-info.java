/** Where the daemon's log goes and how its records are written. */
@NullMarked
package dev.stratavore.supervisor.log;

import org.jspecify.annotations.NullMarked;
