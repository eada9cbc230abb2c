package dev.stratavore.pty.process;

import dev.stratavore.pty.cgroup.RunnerCgroup;
import dev.stratavore.pty.engine.ProcStat;
import dev.stratavore.pty.frame.RunnerBeat.Usage;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.Strain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Measures all families in one look; for their thread. What a control group holds is measured by
 * the kernel.
 */
public final class Sampler {
    private static final long MICROS_PER_TICK = 1_000_000 / ProcStat.TICKS_PER_SECOND;

    private final Families families;
    private final ProportionalSizes sizes;

    /**
     * A sampler.
     *
     * @param nanos a monotonic clock in nanoseconds
     */
    public Sampler(Families families, LongSupplier nanos) {
        this.families = families;
        this.sizes = new ProportionalSizes(nanos);
    }

    /** What each attempt's processes use; what has thawed of a frozen one is frozen again. */
    public Map<RunnerRef, Usage> sample(Look look) {
        sizes.begin();
        Map<RunnerRef, Usage> usage = new HashMap<>();
        for (Family family : families.all()) {
            usage.put(family.ref(), sample(look, family));
            if (family.frost().frozen()) {
                Freeze.Round ignored = Freeze.freeze(look, family);
            }
        }
        sizes.end();
        return usage;
    }

    private Usage sample(Look look, Family family) {
        List<ProcStat> living = look.known(family);
        RunnerCgroup cgroup = family.cgroup();
        if (cgroup != null) {
            var strain = strain(living, cgroup.refusedProcesses(), cgroup.oomKills());
            return family.meter()
                    .told(cgroup.cpuMicros(), cgroup.memoryBytes(), living.size(), strain);
        }
        long ticks = 0;
        for (ProcStat process : look.all(family)) {
            ticks += process.use().cpuTicks();
        }
        long memory = 0;
        for (ProcStat process : living) {
            memory += sizes.bytes(process);
        }
        var strain = strain(living, 0, 0);
        return family.meter().read(ticks * MICROS_PER_TICK, memory, living.size(), strain);
    }

    private static Strain strain(List<ProcStat> living, long refused, long memoryKills) {
        int most = 0;
        long holder = 0;
        for (ProcStat process : living) {
            int open = OpenFiles.count(process.pid());
            if (open > most) {
                most = open;
                holder = process.pid();
            }
        }
        return new Strain(refused, memoryKills, most, OpenFiles.limit(holder));
    }
}
