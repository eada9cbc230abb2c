package dev.stratavore.pty.process;

import dev.stratavore.pty.cgroup.RunnerCgroup;
import dev.stratavore.pty.engine.ProcStat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one pass over /proc has found of all families. */
public final class Look {
    private final Map<Family, List<ProcStat>> members = new HashMap<>();
    private final Map<Long, ProcStat> all;
    private final Set<Long> others;

    private Look(Map<Long, ProcStat> all, Set<Long> others) {
        this.all = all;
        this.others = others;
    }

    /** Each process with an owner belongs to it; those that are ours never belong to anybody. */
    static Look of(Map<Long, ProcStat> all, Set<Long> ours, Map<Long, Family> owners) {
        Set<Long> others = new HashSet<>(ours);
        others.addAll(owners.keySet());
        var look = new Look(all, others);
        owners.forEach((pid, family) -> {
            ProcStat process = all.get(pid);
            if (process != null) {
                look.members.computeIfAbsent(family, key -> new ArrayList<>()).add(process);
            }
        });
        return look;
    }

    /** All processes of a family, those included that only wait to be collected. */
    List<ProcStat> all(Family family) {
        return members.getOrDefault(family, List.of());
    }

    /** The processes of a family that live, those that only its control group knows of included. */
    public List<ProcStat> living(Family family) {
        List<ProcStat> living = known(family);
        RunnerCgroup cgroup = family.cgroup();
        for (long pid : cgroup == null ? Set.<Long>of() : cgroup.members()) {
            ProcStat process = all.get(pid);
            if (process != null && !process.ended() && !others.contains(pid)) {
                living.add(process);
            }
        }
        return living;
    }

    /**
     * The process groups that are a family's alone. A signal to a group also reaches those who have
     * taken the place of processes that this look has found.
     */
    Set<Long> groups(Family family) {
        Set<Long> groups = new HashSet<>();
        Set<Long> own = new HashSet<>();
        for (ProcStat process : all(family)) {
            groups.add(process.kin().group());
            own.add(process.pid());
        }
        for (ProcStat process : all.values()) {
            if (!own.contains(process.pid())) {
                groups.remove(process.kin().group());
            }
        }
        return groups;
    }

    /** The processes of a family that live, by all that they tell themselves. */
    List<ProcStat> known(Family family) {
        List<ProcStat> living = new ArrayList<>();
        for (ProcStat process : all(family)) {
            if (!process.ended()) {
                living.add(process);
            }
        }
        return living;
    }
}
