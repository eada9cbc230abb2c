package dev.stratavore.pty.process;

import dev.stratavore.pty.engine.ProcStat;
import dev.stratavore.pty.frame.RunnerRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to which attempt. A process belongs where its {@link AttemptMark} says; else
 * where it was seen before; else by the leader's session and group or a session made by a member;
 * else by the runner's name in its environment, to the latest attempt; and else to where its parent
 * does. Never this process or one above it.
 *
 * <p>What remains unattributed: a process that has set its own limit of file locks, cleared its
 * environment, made a session of its own and lost its parent, all between two looks; and whatever
 * another daemon of the machine has started on a runner's behalf.
 *
 * <p>For one thread.
 */
public final class Families {
    /** The variable with the runner's name that every program gets. */
    public static final String VARIABLE = "STRATAVORE_RUNNER";

    private final long self;
    private final Map<RunnerRef, Family> families = new HashMap<>();
    private final Map<Long, Family> byMark = new HashMap<>();
    private final Map<Long, Family> byLeader = new HashMap<>();
    private final Strangers strangers = new Strangers();
    private Remembered remembered = new Remembered();

    /**
     * No families yet.
     *
     * @param self this process, which belongs to nobody
     */
    public Families(long self) {
        this.self = self;
    }

    /** From now on an attempt has processes. */
    public void add(Family family) {
        families.put(family.ref(), family);
        byMark.put(family.mark(), family);
        byLeader.put(family.leader(), family);
    }

    /** Nothing of an attempt is left. */
    public void remove(Family family) {
        if (families.remove(family.ref(), family)) {
            byMark.remove(family.mark());
            byLeader.remove(family.leader(), family);
        }
    }

    /** A process with a mark was collected, having used some processor time. */
    public void orphanEnded(long mark, long cpuMicros) {
        Family family = byMark.get(mark);
        if (family != null) {
            family.meter().orphanEnded(cpuMicros);
        }
    }

    /** The family that a process leads, or null. */
    public @Nullable Family ledBy(long pid) {
        return byLeader.get(pid);
    }

    Collection<Family> all() {
        return families.values();
    }

    /** Looks at all processes of the machine. */
    public Look look() {
        Map<Long, ProcStat> all = ProcessTable.read();
        Set<Long> ours = ProcessTable.lineage(all, self);
        Map<Long, Family> owners = new HashMap<>();
        for (ProcStat process : all.values()) {
            Family owner = ours.contains(process.pid()) ? null : ownerOf(process, all);
            if (owner != null) {
                owners.put(process.pid(), owner);
            }
        }
        addDescendants(all, ours, owners);
        strangers.retain(all, owners);
        remembered = remembered.next(all, owners);
        return Look.of(all, ours, owners);
    }

    private @Nullable Family ownerOf(ProcStat process, Map<Long, ProcStat> all) {
        Family before = remembered.owner(process);
        if (before != null && families.get(before.ref()) == before) {
            return before;
        }
        Family marked = byMark.get(strangers.markOf(process));
        if (marked != null) {
            return marked;
        }
        Family kin = kin(process, all);
        return kin != null ? kin : latest(strangers.runnerOf(process));
    }

    private @Nullable Family kin(ProcStat process, Map<Long, ProcStat> all) {
        Family session = remembered.session(process.kin().session());
        if (session != null && families.get(session.ref()) == session) {
            return session;
        }
        long[] near = {process.pid(), process.kin().session(), process.kin().group()};
        for (long pid : near) {
            Family led = byLeader.get(pid);
            if (led != null && led.pidIsLeaders(all)) {
                return led;
            }
        }
        return null;
    }

    private @Nullable Family latest(String runner) {
        Family latest = null;
        if (!runner.isEmpty()) {
            for (Family family : families.values()) {
                if (family.ref().runner().equals(runner)
                        && (latest == null || family.ref().attempt() > latest.ref().attempt())) {
                    latest = family;
                }
            }
        }
        return latest;
    }

    private static void addDescendants(
            Map<Long, ProcStat> all, Set<Long> ours, Map<Long, Family> owners) {
        boolean grown = !owners.isEmpty();
        while (grown) {
            grown = false;
            for (ProcStat process : all.values()) {
                Family parents = owners.get(process.kin().parent());
                if (parents != null
                        && !ours.contains(process.pid())
                        && owners.putIfAbsent(process.pid(), parents) == null) {
                    grown = true;
                }
            }
        }
    }
}
