package dev.stratavore.pty.process;

import dev.stratavore.pty.cgroup.RunnerCgroup;
import dev.stratavore.pty.engine.ProcStat;
import dev.stratavore.pty.frame.ProcessIdentity;
import dev.stratavore.pty.frame.RunnerRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt's processes, with what is remembered of them from one look to the next. Made
 * anywhere, used on the thread of {@link Families}.
 */
public final class Family {
    private final RunnerRef ref;
    private final long mark;
    private final ProcessIdentity leader;
    private final @Nullable RunnerCgroup cgroup;
    private final Meter meter = new Meter();
    private final Frost frost = new Frost();

    /**
     * The processes of an attempt.
     *
     * @param leader with pid 0 if nobody knows it
     * @param cgroup the control group that holds them, or null
     */
    public Family(RunnerRef ref, ProcessIdentity leader, @Nullable RunnerCgroup cgroup) {
        this.ref = ref;
        this.leader = leader;
        this.cgroup = cgroup;
        this.mark = AttemptMark.of(ref);
    }

    public RunnerRef ref() {
        return ref;
    }

    long leader() {
        return leader.pid();
    }

    @Nullable RunnerCgroup cgroup() {
        return cgroup;
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
