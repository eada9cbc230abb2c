/**
 * Control groups of the kernel, versions 1 and 2: one per runner below one per group of runners,
 * below one of the host's own. {@link dev.stratavore.pty.cgroup.Cgroups} finds out what can be made
 * where; nothing here depends on anybody else having made anything. For threads that may block.
 */
@NullMarked
package dev.stratavore.pty.cgroup;

import org.jspecify.annotations.NullMarked;
