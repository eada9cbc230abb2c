/**
 * A git worktree per runner: planned at its launch, made before its first start, used again by each
 * restart, and removed only when no work in it would be lost. Everything here blocks.
 */
@NullMarked
package dev.stratavore.supervisor.worktree;

import org.jspecify.annotations.NullMarked;
