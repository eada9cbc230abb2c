/** The table of refusals: API status, reason and the exit code of the command line. */
@NullMarked
package dev.stratavore.api.error;

import org.jspecify.annotations.NullMarked;
