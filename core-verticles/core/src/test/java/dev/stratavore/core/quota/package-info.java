@NullMarked
package dev.stratavore.core.quota;

import org.jspecify.annotations.NullMarked;
