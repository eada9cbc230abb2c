@NullMarked
package dev.stratavore.supervisor;

import org.jspecify.annotations.NullMarked;
