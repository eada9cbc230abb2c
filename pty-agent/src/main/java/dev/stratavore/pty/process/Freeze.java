package dev.stratavore.pty.process;

import dev.stratavore.pty.engine.ProcStat;
import java.util.List;

/** Freezes families and lets them go on, each time after a new look; for their thread. */
public final class Freeze {
    /**
     * What one look has found: how many processes, and how many of them were not stopped before.
     */
    public record Round(int processes, int fresh) {}

    private Freeze() {}

    /** Stops what runs; to be done again after another look until nothing is fresh. */
    public static Round freeze(Look look, Family family) {
        List<ProcStat> living = look.living(family);
        return new Round(living.size(), family.frost().freeze(living));
    }

    /** Lets go on what was stopped; how many processes there are. */
    public static int thaw(Look look, Family family) {
        List<ProcStat> living = look.living(family);
        family.frost().thaw(living);
        return living.size();
    }
}
