/** The link to the pty host. */
@NullMarked
package dev.stratavore.supervisor.host;

import org.jspecify.annotations.NullMarked;
