package dev.stratavore.pty.process;

import dev.stratavore.pty.frame.RunnerBeat.Usage;
import dev.stratavore.pty.frame.Strain;

/**
 * The processor time of a family since its start. Its living processes tell of themselves and of
 * the children they have waited for; of orphans the host tells, which collects them. What nobody
 * waited for is lost with its end, but the sum never falls.
 */
final class Meter {
    private long orphansMicros;
    private long cpuMicros;

    void orphanEnded(long micros) {
        orphansMicros += micros;
    }

    /** The figures after another look. */
    Usage read(long livingMicros, long memoryBytes, int processes, Strain strain) {
        return told(orphansMicros + livingMicros, memoryBytes, processes, strain);
    }

    /** The figures where somebody else has counted. */
    Usage told(long allMicros, long memoryBytes, int processes, Strain strain) {
        cpuMicros = Math.max(cpuMicros, allMicros);
        return new Usage(cpuMicros, memoryBytes, processes, strain);
    }
}
