package dev.stratavore.supervisor.process;

import dev.stratavore.core.port.Figures.Strain;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a runner and its limits: what begins to press is found once, and again only after
 * a calm. Pure; not thread-safe.
 */
final class RunnerStrain {
    private final RunnerBounds bounds;
    private final Map<Pressure, Onset> onsets = new EnumMap<>(Pressure.class);
    private final Set<Pressure> begun = EnumSet.noneOf(Pressure.class);
    private Excess processes = new Excess();
    private @Nullable Strain before;
    private @Nullable Strain earlier;

    /**
     * @param fresh whether all that was counted is news, since it began under our eyes
     */
    RunnerStrain(RunnerBounds bounds, boolean fresh) {
        this.bounds = bounds;
        this.before = fresh ? Strain.NONE : null;
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
        var findings = new ArrayList<Finding>();
        var last = before == null ? now : before;
        begun.clear();
        onsets.forEach((pressure, onset) -> {
            var found = pressure.found(last, now, bounds, onset.lasting());
            if (onset.begins(found.isPresent(), nanos)) {
                begun.add(pressure);
                found.ifPresent(findings::add);
            }
        });
        earlier = before;
        before = now;
        return findings;
    }

    /** What the last look found could not be told: it is found again. */
    void untold() {
        before = earlier;
        begun.forEach(pressure -> Objects.requireNonNull(onsets.get(pressure)).untold());
    }

    /** What was counted could not be told. */
    void uncounted() {
        processes = new Excess();
    }

    /** Where no kernel holds the number of processes. */
    Excess.Verdict count(int living, long nanos) {
        return processes.look(bounds.maxProcesses() > 0 && living > bounds.maxProcesses(), nanos);
    }
}
