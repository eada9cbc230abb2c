/** Tests of the programs' logs as files. */
@NullMarked
package dev.stratavore.cli.log;

import org.jspecify.annotations.NullMarked;
