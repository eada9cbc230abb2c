/** The logs of the daemon and the pty host, read from their files, which need no daemon. */
@NullMarked
package dev.stratavore.cli.log;

import org.jspecify.annotations.NullMarked;
