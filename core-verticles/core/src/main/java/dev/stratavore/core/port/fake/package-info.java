/** Stand-ins for the ports, scriptable in their faults, for tests of whoever embeds the core. */
@NullMarked
package dev.stratavore.core.port.fake;

import org.jspecify.annotations.NullMarked;
