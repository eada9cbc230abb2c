package dev.stratavore.pty.host;

import dev.stratavore.pty.cgroup.RunnerCgroup;
import dev.stratavore.pty.frame.Limits;
import dev.stratavore.pty.frame.RunnerRequest.Launch;
import dev.stratavore.pty.process.AttemptMark;
import dev.stratavore.pty.process.Newcomers;
import dev.stratavore.pty.process.OomScore;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a new program where its limits hold: into its control group, and before the host in the
 * order in which the kernel kills for want of memory; the bound of its open files is its own first
 * step. That is done while the engine holds it; should it have forked before, its children are
 * found by their mark, and none that is forked later is outside. For the disk's thread.
 */
final class Confinement {
    private final HostLog log;
    private final ControlGroups groups;
    private final FileBound files;

    Confinement(HostLog log, ControlGroups groups, FileBound files) {
        this.log = log;
        this.groups = groups;
        this.files = files;
    }

    /** Makes the control group of an attempt, or null where none can be made. */
    @Nullable RunnerCgroup prepare(Launch request) {
        files.wanted(request.terms().limits());
        try {
            return groups.wanted().create(request.target(), request.terms().limits());
        } catch (IOException e) {
            log.trouble("no-cgroup", "runner", request.target().runner(), "error", e);
            return null;
        }
    }

    /** Nothing was started. */
    void abandon(@Nullable RunnerCgroup cgroup) {
        if (cgroup != null) {
            groups.made().remove(cgroup);
        }
    }

    /** Holds a program that was just started; the control group it is in, or null. */
    @Nullable RunnerCgroup confine(Launch request, long leader, @Nullable RunnerCgroup cgroup) {
        RunnerCgroup holds = enters(leader, cgroup, request) ? cgroup : null;
        if (holds == null) {
            abandon(cgroup);
        }
        bound(leader, request);
        long mark = AttemptMark.of(request.target());
        Set<Long> held = new HashSet<>();
        held.add(leader);
        for (boolean more = true; more; ) {
            more = false;
            for (long pid : Newcomers.since(leader)) {
                if (!held.contains(pid) && AttemptMark.read(pid) == mark) {
                    held.add(pid);
                    more = true;
                    bound(pid, request);
                    boolean ignored = enters(pid, holds, request);
                }
            }
        }
        return holds;
    }

    private void bound(long pid, Launch request) {
        Limits limits = request.terms().limits();
        OomScore.raise(pid, limits.oomScoreAdjust());
    }

    private boolean enters(long pid, @Nullable RunnerCgroup cgroup, Launch request) {
        try {
            if (cgroup != null) {
                cgroup.enter(pid);
            }
            return cgroup != null;
        } catch (IOException e) {
            // Most likely it has ended already.
            log.trouble("not-held", "runner", request.target().runner(), "pid", pid, "error", e);
            return false;
        }
    }
}
