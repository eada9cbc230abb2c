package dev.stratavore.supervisor.process;

import dev.stratavore.core.port.Figures.Strain;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a runner and its limits: what begins to press is found once, and again only after
 * a calm. Pure; not thread-safe.
 */
final class RunnerStrain {
    private final RunnerBounds bounds;
    private final Map<Pressure, Watched> pressures = new EnumMap<>(Pressure.class);
    private Excess processes = new Excess();

    /** What is remembered of one pressure: its onset, and the figures that were looked at last. */
    private static final class Watched {
        private final Onset onset = new Onset();
        private @Nullable Strain before;
        private @Nullable Strain earlier;

        private Watched(@Nullable Strain before) {
            this.before = before;
        }
    }

    /**
     * @param fresh whether all that was counted is news, since it began under our eyes
     */
    RunnerStrain(RunnerBounds bounds, boolean fresh) {
        this.bounds = bounds;
        for (var pressure : Pressure.values()) {
            pressures.put(pressure, new Watched(fresh ? Strain.NONE : null));
        }
    }

    /**
     * What begins with these figures.
     *
     * @param nanos a monotonic clock
     */
    Map<Pressure, Finding> look(Strain now, long nanos) {
        var findings = new EnumMap<Pressure, Finding>(Pressure.class);
        pressures.forEach((pressure, watched) -> {
            var last = watched.before == null ? now : watched.before;
            var found = pressure.found(last, now, bounds, watched.onset.lasting());
            if (watched.onset.begins(found.isPresent(), nanos)) {
                found.ifPresent(finding -> findings.put(pressure, finding));
            }
            watched.earlier = watched.before;
            watched.before = now;
        });
        return findings;
    }

    /** What the last look found of this pressure could not be told: it is found again. */
    void untold(Pressure pressure) {
        var watched = Objects.requireNonNull(pressures.get(pressure));
        watched.before = watched.earlier;
        watched.onset.untold();
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
