package dev.stratavore.supervisor;

import dev.stratavore.core.port.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/** The Nth passing of a step. */
record CrashPoint(Step step, int passing) {
    /** Every passing of a way. */
    static List<CrashPoint> on(List<Step> way) {
        var counts = new EnumMap<Step, Integer>(Step.class);
        var points = new ArrayList<CrashPoint>();
        way.forEach(step -> points.add(new CrashPoint(step, counts.merge(step, 1, Integer::sum))));
        return points;
    }

    @Override
    public String toString() {
        return step + " " + passing;
    }
}
