/** How answers are shown: tables, JSON and YAML, written by hand for the sake of a fast start. */
@NullMarked
package dev.stratavore.cli.render;

import org.jspecify.annotations.NullMarked;
