package dev.stratavore.pty.process;

import dev.stratavore.pty.cgroup.RunnerCgroup;
import dev.stratavore.pty.engine.ProcStat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Freezes families and lets them go on, each time after a new look; for their thread. What a
 * control group holds is frozen by the kernel at once, the rest by signals.
 */
public final class Freeze {
    /** What one look has found: how many processes, and whether some may have run since. */
    public record Round(int processes, int fresh) {}

    private Freeze() {}

    /** Stops what runs; to be done again after another look until nothing is fresh. */
    public static Round freeze(Look look, Family family) {
        List<ProcStat> living = look.living(family);
        RunnerCgroup cgroup = family.cgroup();
        if (cgroup == null || !cgroup.freeze(true)) {
            return new Round(living.size(), family.frost().freeze(living));
        }
        Set<Long> held = cgroup.members();
        List<ProcStat> outside = new ArrayList<>(living);
        outside.removeIf(process -> held.contains(process.pid()));
        int fresh = family.frost().freeze(outside);
        return new Round(living.size(), cgroup.isFrozen() ? fresh : fresh + 1);
    }

    /** Lets go on what was stopped; how many processes there are. */
    public static int thaw(Look look, Family family) {
        List<ProcStat> living = look.living(family);
        RunnerCgroup cgroup = family.cgroup();
        if (cgroup != null) {
            boolean ignored = cgroup.freeze(false);
        }
        family.frost().thaw(living);
        return living.size();
    }
}
