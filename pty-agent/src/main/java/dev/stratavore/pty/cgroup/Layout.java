package dev.stratavore.pty.cgroup;

import dev.stratavore.pty.frame.CgroupKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/**
 * How the two versions of control groups are told and asked; groups are named by their path below
 * the host's own. Limits of 0 are none.
 */
sealed interface Layout permits V1Layout, V2Layout {
    CgroupKind kind();

    /** The directories that together are a control group. */
    Collection<Path> directories(String name);

    /** Prepares a new group for having others below it. */
    void makeParent(String name) throws IOException;

    /** Swap is none beside it, as far as the kernel counts swap. */
    void limitMemory(String name, long bytes) throws IOException;

    void limitCpu(String name, int percent) throws IOException;

    void limitPids(String name, int count) throws IOException;

    /** The directory whose cgroup.procs lists all members. */
    Path members(String name);

    void freeze(String name, boolean frozen) throws IOException;

    /** Whether everything in it stands still. */
    boolean isFrozen(String name);

    long cpuMicros(String name);

    /** Without the page cache that nobody has used for a while. */
    long memoryBytes(String name);

    /** How many processes the kernel has killed for want of memory. */
    long oomKills(String name);

    /** How often the limit of processes has refused one. */
    long refusedProcesses(String name);
}
