package dev.stratavore.core.store.memory;

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
 * @param names of those, and of those that are to restart by themselves
 */
record MemoryPlaces(int live, Map<String, RunnerId> names) {
    static MemoryPlaces of(Collection<RunnerRow> all, ProjectKey project) {
        var names = new HashMap<String, RunnerId>();
        int live = 0;
        for (var row : all) {
            if (row.project().equals(project) && !row.isOver()) {
                live += row.status().ended() ? 0 : 1;
                row.name().ifPresent(name -> names.put(name, row.id()));
            }
        }
        return new MemoryPlaces(live, names);
    }

    /** Who else has the name that the runner wants; from now on it is taken. */
    Optional<RunnerId> take(String name, RunnerId wants) {
        return Optional.ofNullable(names.putIfAbsent(name, wants))
                .filter(holder -> !holder.equals(wants));
    }
}
