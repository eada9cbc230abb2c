/** The project actor, which admits launches, and the catalogue of projects. */
@NullMarked
package dev.stratavore.core.project;

import org.jspecify.annotations.NullMarked;
