package dev.stratavore.pty.cgroup;

import dev.stratavore.pty.frame.CgroupKind;
import dev.stratavore.pty.frame.Limits;
import dev.stratavore.pty.frame.RunnerRef;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes the control groups of one host: {@code g-GROUP/r-RUNNER.ATTEMPT}. A group of runners has
 * the limits of memory and processor time, a runner that of processes. Any thread.
 */
public final class Cgroups {
    private static final String GROUP = "g-";
    private static final String RUNNER = "r-";
    private static final int CLOSE_TRIES = 20;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

    private final @Nullable Layout layout;
    private final List<RunnerCgroup> unremoved = new ArrayList<>();

    Cgroups(@Nullable Layout layout) {
        this.layout = layout;
    }

    /** None can be made, or none is wanted. */
    public static Cgroups none() {
        return new Cgroups(null);
    }

    /**
     * Finds out what can be made here, and makes what a host needs itself. Best is version 2 with
     * all controllers, in the host's own control group if that was delegated or is the host's
     * alone, or in the one above it; then version 1 with all controllers; then nothing.
     *
     * @param name a name for the host's own control group, the same at each start
     */
    public static Cgroups probe(String name) {
        try {
            OwnCgroups own = OwnCgroups.now();
            Layout layout = V2Probe.layout(own, name);
            if (layout == null) {
                layout = V1Probe.layout(own, name);
            }
            var cgroups = new Cgroups(layout);
            cgroups.clearAway();
            return cgroups;
        } catch (IOException unreadable) {
            return none();
        }
    }

    public CgroupKind kind() {
        return layout == null ? CgroupKind.NONE : layout.kind();
    }

    /**
     * Makes the control group of an attempt, with its limits and those of its group.
     *
     * @return null if none can be made here
     * @throws IOException if the kernel refuses; then nothing is left
     */
    public synchronized @Nullable RunnerCgroup create(RunnerRef ref, Limits limits)
            throws IOException {
        if (layout == null) {
            return null;
        }
        tidy();
        String group = GROUP + limits.group();
        if (make(layout, group)) {
            layout.makeParent(group);
        }
        layout.limitMemory(group, limits.groupMemoryBytes());
        layout.limitCpu(group, limits.groupCpuPercent());
        String name = group + "/" + RUNNER + ref.runner() + "." + ref.attempt();
        var made = new RunnerCgroup(layout, name);
        try {
            boolean ignored = make(layout, name);
            layout.limitPids(name, limits.runnerPids());
            return made;
        } catch (IOException e) {
            boolean ignored = made.remove();
            throw e;
        }
    }

    /** Whether it was made now. */
    private static boolean make(Layout layout, String name) throws IOException {
        boolean fresh = false;
        for (Path directory : layout.directories(name)) {
            if (!Files.isDirectory(directory)) {
                Files.createDirectory(directory);
                fresh = true;
            }
        }
        return fresh;
    }

    /** An attempt has ended: its control group goes, now or, if it is not empty, later. */
    public synchronized void remove(RunnerCgroup cgroup) {
        if (!cgroup.remove()) {
            unremoved.add(cgroup);
        }
    }

    /**
     * Tries again to remove those that were not empty yet: the kernel takes a while to see that.
     */
    public synchronized void tidy() {
        unremoved.removeIf(RunnerCgroup::remove);
    }

    /**
     * Changes the limits of a group.
     *
     * @return whether there is such a group
     */
    public synchronized boolean limit(String group, long memoryBytes, int cpuPercent)
            throws IOException {
        String name = GROUP + group;
        if (layout == null || !Files.isDirectory(layout.members(name))) {
            return false;
        }
        layout.limitMemory(name, memoryBytes);
        layout.limitCpu(name, cpuPercent);
        return true;
    }

    /**
     * Removes all that is empty, the host's own control group included. Waits a moment for those
     * whose processes were killed just now: they are busy for a while, and nothing tells when they
     * are not any more.
     */
    public synchronized void close() {
        if (layout == null) {
            return;
        }
        var own = new RunnerCgroup(layout, "");
        for (int i = 0; i < CLOSE_TRIES; i++) {
            clearAway();
            if (own.remove()) {
                return;
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    /** What a host that was killed has left: frozen processes go on, empty groups go. */
    private void clearAway() {
        if (layout == null) {
            return;
        }
        for (String group : children(layout.members(""))) {
            for (String runner : children(layout.members(group))) {
                var left = new RunnerCgroup(layout, group + "/" + runner);
                boolean thawed = left.freeze(false);
                if (!left.remove() && thawed) {
                    unremoved.add(left);
                }
            }
            boolean ignored = new RunnerCgroup(layout, group).remove();
        }
    }

    private static List<String> children(Path directory) {
        List<String> names = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(directory, Files::isDirectory)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (name.startsWith(GROUP) || name.startsWith(RUNNER)) {
                    names.add(name);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return List.of();
        }
        return names;
    }
}
