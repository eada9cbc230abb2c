package dev.stratavore.core.edge;

import dev.stratavore.core.port.TreeWorkers;

/**
 * What all listeners of an edge have in common.
 *
 * @param queues of launches that wait
 * @param trees where git's trees are worked on
 * @param removals of worktrees that are under way
 */
record Shared(PlaceQueues queues, TreeWorkers trees, TreeRemovals removals) {}
