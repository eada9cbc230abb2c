package dev.stratavore.pty.cgroup;

import dev.stratavore.pty.frame.CgroupKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The control group of one attempt. Any thread; once removed, it only remembers. */
public final class RunnerCgroup {
    private final Layout layout;
    private final String name;
    private long oomKills;
    private boolean removed;

    RunnerCgroup(Layout layout, String name) {
        this.layout = layout;
        this.name = name;
    }

    public CgroupKind kind() {
        return layout.kind();
    }

    /** Puts a process into it; what that forks from now on is in it from its first moment. */
    public void enter(long pid) throws IOException {
        for (Path directory : layout.directories(name)) {
            ControlFiles.write(directory.resolve("cgroup.procs"), Long.toString(pid));
        }
    }

    /** The processes in it. */
    public Set<Long> members() {
        Set<Long> pids = new HashSet<>();
        try {
            String text = ControlFiles.read(layout.members(name).resolve("cgroup.procs"));
            text.lines().forEach(line -> pids.add(Long.parseLong(line)));
        } catch (IOException gone) {
            return Set.of();
        }
        return pids;
    }

    /** Freezes everything in it, or lets it go on; whether the kernel took the order. */
    public boolean freeze(boolean frozen) {
        try {
            layout.freeze(name, frozen);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** Whether everything in it stands still. */
    public boolean isFrozen() {
        return layout.isFrozen(name);
    }

    /** The processor time of all that was ever in it. */
    public long cpuMicros() {
        return layout.cpuMicros(name);
    }

    /** The memory of all that is in it, without the page cache that is not in use. */
    public long memoryBytes() {
        return layout.memoryBytes(name);
    }

    /** How many of its processes the kernel has killed for want of memory. */
    public synchronized long oomKills() {
        return removed ? oomKills : layout.oomKills(name);
    }

    /** How often its limit of processes has refused one. */
    public long refusedProcesses() {
        return layout.refusedProcesses(name);
    }

    /**
     * Removes it, when it is empty.
     *
     * @return whether it is gone
     */
    public synchronized boolean remove() {
        if (!removed) {
            oomKills = layout.oomKills(name);
        }
        boolean gone = true;
        for (Path directory : layout.directories(name)) {
            try {
                Files.deleteIfExists(directory);
            } catch (IOException busy) {
                gone = false;
            }
        }
        removed |= gone;
        return gone;
    }
}
