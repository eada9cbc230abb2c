package dev.stratavore.pty.process;

import dev.stratavore.pty.engine.ProcStat;
import dev.stratavore.pty.frame.ProcessIdentity;
import dev.stratavore.pty.frame.RunnerRef;
import java.util.Map;

/**
 * One attempt's processes, with what is remembered of them from one look to the next. Made
 * anywhere, used on the thread of {@link Families}.
 */
public final class Family {
    private final RunnerRef ref;
    private final long mark;
    private final ProcessIdentity leader;
    private final Meter meter = new Meter();
    private final Frost frost = new Frost();

    /** The processes of an attempt with a leader; pid 0 for a leader that nobody knows. */
    public Family(RunnerRef ref, ProcessIdentity leader) {
        this.ref = ref;
        this.leader = leader;
        this.mark = AttemptMark.of(ref);
    }

    public RunnerRef ref() {
        return ref;
    }

    long leader() {
        return leader.pid();
    }

    long mark() {
        return mark;
    }

    Meter meter() {
        return meter;
    }

    /** Whether it is frozen by request. */
    public boolean isFrozen() {
        return frost.frozen();
    }

    Frost frost() {
        return frost;
    }

    /** The leader's pid may be another's by now; then its session and group are too. */
    boolean pidIsLeaders(Map<Long, ProcStat> all) {
        ProcStat holder = all.get(leader.pid());
        return leader.pid() > 1 && (holder == null || holder.startTicks() == leader.startTicks());
    }
}
