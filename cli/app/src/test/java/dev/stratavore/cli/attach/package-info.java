/** Tests of the attached terminal. */
@NullMarked
package dev.stratavore.cli.attach;

import org.jspecify.annotations.NullMarked;
