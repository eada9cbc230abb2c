package dev.stratavore.pty.process;

import dev.stratavore.pty.engine.ProcStat;
import dev.stratavore.pty.engine.Processes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A family's being frozen by SIGSTOP, which cannot be ignored. A process that a stop is pending for
 * does not fork any more, so that a look which finds nobody new has found all. What was stopped
 * before, as a shell's job, stays so after the thaw.
 */
final class Frost {
    private static final int SIGCONT = 18;
    private static final int SIGSTOP = 19;

    private final Map<Long, Long> startOfStopped = new HashMap<>();
    private boolean frozen;

    boolean frozen() {
        return frozen;
    }

    /** Stops those that run; how many of them were not known to be stopped. */
    int freeze(List<ProcStat> living) {
        frozen = true;
        int fresh = 0;
        for (ProcStat process : living) {
            Long start = startOfStopped.get(process.pid());
            boolean known = start != null && start == process.startTicks();
            if (!process.stopped()) {
                boolean ignored = Processes.signal(process.pid(), SIGSTOP);
                startOfStopped.put(process.pid(), process.startTicks());
                fresh += known ? 0 : 1;
            }
        }
        return fresh;
    }

    /** Lets those go on that it has stopped, children before those who wait for them. */
    void thaw(List<ProcStat> living) {
        frozen = false;
        List<ProcStat> youngestFirst = new ArrayList<>(living);
        youngestFirst.sort(Comparator.comparingLong(ProcStat::startTicks).reversed());
        for (ProcStat process : youngestFirst) {
            Long start = startOfStopped.get(process.pid());
            if (start != null && start == process.startTicks()) {
                boolean ignored = Processes.signal(process.pid(), SIGCONT);
            }
        }
        startOfStopped.clear();
    }
}
