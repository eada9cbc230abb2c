package dev.stratavore.pty.process;

import dev.stratavore.pty.engine.ProcStat;
import java.util.HashMap;
import java.util.Map;

/**
 * What processes that belong to nobody yet tell of themselves, read once and not at every look: the
 * mark is there from a process's first moment, the environment after its exec.
 */
final class Strangers {
    /** Within an exec the environment is empty for a moment, so that one look is not enough. */
    private static final int ENVIRONMENT_LOOKS = 2;

    private final Map<Long, Stranger> known = new HashMap<>();

    private static final class Stranger {
        final long startTicks;
        final long mark;
        int environmentLooks;

        Stranger(long startTicks, long mark) {
            this.startTicks = startTicks;
            this.mark = mark;
        }
    }

    private Stranger of(ProcStat process) {
        Stranger stranger = known.get(process.pid());
        if (stranger == null || stranger.startTicks != process.startTicks()) {
            stranger = new Stranger(process.startTicks(), AttemptMark.read(process.pid()));
            known.put(process.pid(), stranger);
        }
        return stranger;
    }

    /** Its mark, 0 for none. */
    long markOf(ProcStat process) {
        return of(process).mark;
    }

    /** The runner that its environment names, or nothing. */
    String runnerOf(ProcStat process) {
        Stranger stranger = of(process);
        if (stranger.environmentLooks >= ENVIRONMENT_LOOKS) {
            return "";
        }
        stranger.environmentLooks++;
        return ProcessTable.variable(process.pid(), Families.VARIABLE);
    }

    /** Forgets those that are gone, and those that belong to somebody. */
    void retain(Map<Long, ProcStat> all, Map<Long, Family> owners) {
        known.keySet().removeIf(pid -> !all.containsKey(pid) || owners.containsKey(pid));
    }
}
