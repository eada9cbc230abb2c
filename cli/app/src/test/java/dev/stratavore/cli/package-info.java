/** Tests of the command line as a process: the launch script, a canned daemon and pty host. */
@NullMarked
package dev.stratavore.cli;

import org.jspecify.annotations.NullMarked;
