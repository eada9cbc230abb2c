package dev.stratavore.pty.process;

import dev.stratavore.pty.engine.ProcStat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one pass over /proc has found of all families. */
public final class Look {
    private final Map<Family, List<ProcStat>> members = new HashMap<>();

    private Look() {}

    static Look of(Map<Long, ProcStat> all, Map<Long, Family> owners) {
        var look = new Look();
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

    /** The processes of a family that live. */
    public List<ProcStat> living(Family family) {
        List<ProcStat> living = new ArrayList<>();
        for (ProcStat process : all(family)) {
            if (!process.ended()) {
                living.add(process);
            }
        }
        return living;
    }
}
