package dev.stratavore.pty.cgroup;

import dev.stratavore.pty.frame.CgroupKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Version 2: one hierarchy, in which only leaves have processes. */
final class V2Layout implements Layout {
    /** Without all of these no limit is promised. */
    static final List<String> CONTROLLERS = List.of("memory", "cpu", "pids");

    private static final int PERIOD_MICROS = 100_000;

    private final Path base;
    private final List<String> controllers;

    /** The directory of the host's own control group, and what is passed on below it. */
    V2Layout(Path base, List<String> controllers) {
        this.base = base;
        this.controllers = List.copyOf(controllers);
    }

    @Override
    public CgroupKind kind() {
        return CgroupKind.V2;
    }

    @Override
    public Collection<Path> directories(String name) {
        return List.of(members(name));
    }

    @Override
    public Path members(String name) {
        return base.resolve(name);
    }

    @Override
    public void makeParent(String name) throws IOException {
        passOn(members(name), controllers);
    }

    static void passOn(Path directory, List<String> controllers) throws IOException {
        if (!controllers.isEmpty()) {
            ControlFiles.write(
                    directory.resolve("cgroup.subtree_control"),
                    "+" + String.join(" +", controllers));
        }
    }

    @Override
    public void limitMemory(String name, long bytes) throws IOException {
        ControlFiles.write(
                members(name).resolve("memory.max"), bytes == 0 ? "max" : Long.toString(bytes));
        Path swap = members(name).resolve("memory.swap.max");
        if (Files.exists(swap)) {
            ControlFiles.write(swap, bytes == 0 ? "max" : "0");
        }
    }

    @Override
    public void limitCpu(String name, int percent) throws IOException {
        long quota = (long) percent * PERIOD_MICROS / 100;
        ControlFiles.write(
                members(name).resolve("cpu.max"),
                (percent == 0 ? "max" : Long.toString(quota)) + " " + PERIOD_MICROS);
    }

    @Override
    public void limitPids(String name, int count) throws IOException {
        ControlFiles.write(
                members(name).resolve("pids.max"), count == 0 ? "max" : Integer.toString(count));
    }

    @Override
    public void freeze(String name, boolean frozen) throws IOException {
        ControlFiles.write(members(name).resolve("cgroup.freeze"), frozen ? "1" : "0");
    }

    @Override
    public boolean isFrozen(String name) {
        return ControlFiles.keyed(members(name).resolve("cgroup.events"), "frozen") == 1;
    }

    @Override
    public long cpuMicros(String name) {
        return ControlFiles.keyed(members(name).resolve("cpu.stat"), "usage_usec");
    }

    @Override
    public long memoryBytes(String name) {
        long all = ControlFiles.number(members(name).resolve("memory.current"));
        long idle = ControlFiles.keyed(members(name).resolve("memory.stat"), "inactive_file");
        return Math.max(0, all - idle);
    }

    @Override
    public long oomKills(String name) {
        return ControlFiles.keyed(members(name).resolve("memory.events"), "oom_kill");
    }

    @Override
    public long refusedProcesses(String name) {
        return ControlFiles.keyed(members(name).resolve("pids.events"), "max");
    }
}
