/** The actor base: mailbox, one transaction per command, supervision. */
@NullMarked
package dev.stratavore.core.actor;

import org.jspecify.annotations.NullMarked;
