/** Tests of the embedded server, and the database fixture for the tests of all modules. */
@NullMarked
package dev.stratavore.sql.embedded;

import org.jspecify.annotations.NullMarked;
