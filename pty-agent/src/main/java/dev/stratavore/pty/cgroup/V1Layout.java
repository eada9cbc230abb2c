package dev.stratavore.pty.cgroup;

import dev.stratavore.pty.frame.CgroupKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Version 1: a hierarchy per controller, several of which may share one. */
final class V1Layout implements Layout {
    static final String MEMORY = "memory";
    static final String CPU = "cpu";
    static final String CPUACCT = "cpuacct";
    static final String PIDS = "pids";
    static final String FREEZER = "freezer";

    /** Without all of these no limit is promised. */
    static final List<String> CONTROLLERS = List.of(MEMORY, CPU, CPUACCT, PIDS, FREEZER);

    private static final int PERIOD_MICROS = 100_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final Map<String, Path> bases;

    /** The directory of the host's own control group, by controller. */
    V1Layout(Map<String, Path> bases) {
        this.bases = Map.copyOf(bases);
    }

    @Override
    public CgroupKind kind() {
        return CgroupKind.V1;
    }

    private Path of(String controller, String name) {
        Path base = bases.get(controller);
        if (base == null) {
            throw new IllegalStateException("no hierarchy for " + controller);
        }
        return base.resolve(name);
    }

    @Override
    public Collection<Path> directories(String name) {
        List<Path> all = new ArrayList<>();
        for (String controller : CONTROLLERS) {
            Path directory = of(controller, name);
            if (!all.contains(directory)) {
                all.add(directory);
            }
        }
        return all;
    }

    /** Kernels before 5.11 count what is below only if told. */
    @Override
    public void makeParent(String name) throws IOException {
        Path hierarchical = of(MEMORY, name).resolve("memory.use_hierarchy");
        if (Files.exists(hierarchical) && ControlFiles.number(hierarchical) == 0) {
            ControlFiles.write(hierarchical, "1");
        }
    }

    @Override
    public void limitMemory(String name, long bytes) throws IOException {
        String value = bytes == 0 ? "-1" : Long.toString(bytes);
        Path alone = of(MEMORY, name).resolve("memory.limit_in_bytes");
        Path withSwap = of(MEMORY, name).resolve("memory.memsw.limit_in_bytes");
        // The kernel refuses a limit with swap that is below the one without, at any moment.
        boolean raised = bytes == 0 || bytes > ControlFiles.number(alone);
        for (Path file : raised ? List.of(withSwap, alone) : List.of(alone, withSwap)) {
            if (file.equals(alone) || Files.exists(file)) {
                ControlFiles.write(file, value);
            }
        }
    }

    @Override
    public void limitCpu(String name, int percent) throws IOException {
        ControlFiles.write(
                of(CPU, name).resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
        ControlFiles.write(
                of(CPU, name).resolve("cpu.cfs_quota_us"),
                percent == 0 ? "-1" : Long.toString((long) percent * PERIOD_MICROS / 100));
    }

    @Override
    public void limitPids(String name, int count) throws IOException {
        ControlFiles.write(
                of(PIDS, name).resolve("pids.max"), count == 0 ? "max" : Integer.toString(count));
    }

    @Override
    public Path members(String name) {
        return of(FREEZER, name);
    }

    @Override
    public void freeze(String name, boolean frozen) throws IOException {
        ControlFiles.write(
                of(FREEZER, name).resolve("freezer.state"), frozen ? "FROZEN" : "THAWED");
    }

    @Override
    public boolean isFrozen(String name) {
        try {
            return ControlFiles.read(of(FREEZER, name).resolve("freezer.state")).equals("FROZEN");
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public long cpuMicros(String name) {
        return ControlFiles.number(of(CPUACCT, name).resolve("cpuacct.usage")) / NANOS_PER_MICRO;
    }

    @Override
    public long memoryBytes(String name) {
        long all = ControlFiles.number(of(MEMORY, name).resolve("memory.usage_in_bytes"));
        long idle =
                ControlFiles.keyed(of(MEMORY, name).resolve("memory.stat"), "total_inactive_file");
        return Math.max(0, all - idle);
    }

    @Override
    public long oomKills(String name) {
        return ControlFiles.keyed(of(MEMORY, name).resolve("memory.oom_control"), "oom_kill");
    }

    @Override
    public long refusedProcesses(String name) {
        return ControlFiles.keyed(of(PIDS, name).resolve("pids.events"), "max");
    }
}
