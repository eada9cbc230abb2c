package dev.stratavore.core.store.memory;

import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.PlaceScope;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.RunnerRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What holds places and names in a project.
 *
 * @param live how many runners count
 * @param owed how many restarts of the node wait for a place
 * @param names of those, and of those that are to restart by themselves
 */
record MemoryPlaces(int live, int owed, Map<String, RunnerId> names) {
    static MemoryPlaces of(Collection<RunnerRow> all, ProjectKey project, NodeId node) {
        var names = new HashMap<String, RunnerId>();
        int live = 0;
        int owed = 0;
        for (var row : all) {
            if (row.project().equals(project) && !row.isOver()) {
                live += row.status().ended() ? 0 : 1;
                owed += row.node().equals(node) && row.restarts().waitsFor().isPresent() ? 1 : 0;
                row.name().ifPresent(name -> names.put(name, row.id()));
            }
        }
        return new MemoryPlaces(live, owed, names);
    }

    /** How many restarts have a place in their projects and wait for one of the node. */
    static int owedOn(NodeId node, Collection<RunnerRow> all) {
        return (int)
                all.stream()
                        .filter(row -> row.node().equals(node))
                        .filter(row ->
                                row.restarts().waitsFor().equals(Optional.of(PlaceScope.NODE)))
                        .count();
    }

    /** Who else has the name that the runner wants; from now on it is taken. */
    Optional<RunnerId> take(String name, RunnerId wants) {
        return Optional.ofNullable(names.putIfAbsent(name, wants))
                .filter(holder -> !holder.equals(wants));
    }
}
