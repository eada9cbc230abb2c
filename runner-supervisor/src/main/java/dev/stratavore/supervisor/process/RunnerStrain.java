package dev.stratavore.supervisor.process;

import dev.stratavore.core.port.Figures.Strain;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One attempt of a runner and its limits: what begins to press is found once, and again only after
 * a calm. Pure; not thread-safe.
 */
final class RunnerStrain {
    private final RunnerBounds bounds;
    private final Map<Pressure, Onset> onsets = new EnumMap<>(Pressure.class);
    private final Excess processes = new Excess();
    private Strain before = Strain.NONE;

    RunnerStrain(RunnerBounds bounds) {
        this.bounds = bounds;
        for (var pressure : Pressure.values()) {
            onsets.put(pressure, new Onset());
        }
    }

    /**
     * What begins with these figures.
     *
     * @param nanos a monotonic clock
     */
    List<Finding> look(Strain now, long nanos) {
        var begun = new ArrayList<Finding>();
        onsets.forEach((pressure, onset) -> {
            var found = pressure.found(before, now, bounds, onset.lasting());
            if (onset.begins(found.isPresent(), nanos)) {
                found.ifPresent(begun::add);
            }
        });
        before = now;
        return begun;
    }

    /** Where no kernel holds the number of processes. */
    Excess.Verdict count(int living, long nanos) {
        return processes.look(bounds.maxProcesses() > 0 && living > bounds.maxProcesses(), nanos);
    }
}
