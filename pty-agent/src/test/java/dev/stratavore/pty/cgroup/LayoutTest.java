package dev.stratavore.pty.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.CgroupKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written where, and how answers are read; on plain files. */
final class LayoutTest {
    @TempDir Path base;

    @Test
    void version2TakesWordsForNoLimit() throws IOException {
        Layout layout = new V2Layout(base, V2Layout.CONTROLLERS);
        assertThat(layout.kind()).isEqualTo(CgroupKind.V2);
        for (String file :
                new String[] {
                    "memory.max", "memory.swap.max", "cpu.max", "pids.max", "cgroup.freeze"
                }) {
            put("g/" + file, "");
        }
        put("g/cgroup.subtree_control", "");
        layout.makeParent("g");
        assertThat(told("g/cgroup.subtree_control")).isEqualTo("+memory +cpu +pids");
        layout.limitMemory("g", 1 << 20);
        layout.limitCpu("g", 150);
        layout.limitPids("g", 64);
        layout.freeze("g", true);
        assertThat(told("g/memory.max")).isEqualTo("1048576");
        assertThat(told("g/memory.swap.max")).isEqualTo("0");
        assertThat(told("g/cpu.max")).isEqualTo("150000 100000");
        assertThat(told("g/pids.max")).isEqualTo("64");
        assertThat(told("g/cgroup.freeze")).isEqualTo("1");
        layout.limitMemory("g", 0);
        layout.limitCpu("g", 0);
        layout.limitPids("g", 0);
        assertThat(told("g/memory.max")).startsWith("max");
        assertThat(told("g/memory.swap.max")).startsWith("max");
        assertThat(told("g/cpu.max")).startsWith("max 100000");
        assertThat(told("g/pids.max")).startsWith("max");
    }

    @Test
    void version2TellsFigures() throws IOException {
        Layout layout = new V2Layout(base, V2Layout.CONTROLLERS);
        put("r/cpu.stat", "usage_usec 1234\nuser_usec 1000\n");
        put("r/memory.current", "10000\n");
        put("r/memory.stat", "anon 1\ninactive_file 3000\n");
        put("r/memory.events", "oom 5\noom_kill 2\n");
        put("r/cgroup.events", "populated 1\nfrozen 1\n");
        put("r/pids.events", "max 17\n");
        assertThat(layout.cpuMicros("r")).isEqualTo(1234);
        assertThat(layout.memoryBytes("r")).isEqualTo(7000);
        assertThat(layout.oomKills("r")).isEqualTo(2);
        assertThat(layout.refusedProcesses("r")).isEqualTo(17);
        assertThat(layout.isFrozen("r")).isTrue();
        assertThat(layout.cpuMicros("gone")).isZero();
        assertThat(layout.isFrozen("gone")).isFalse();
    }

    @Test
    void version1HasAHierarchyForEach() throws IOException {
        Layout layout = version1();
        assertThat(layout.kind()).isEqualTo(CgroupKind.V1);
        assertThat(layout.directories("x")).hasSize(5).contains(base.resolve("pids/x"));
        put("memory/g/memory.limit_in_bytes", "");
        put("memory/g/memory.use_hierarchy", "0\n");
        put("cpu/g/cpu.cfs_period_us", "");
        put("cpu/g/cpu.cfs_quota_us", "");
        put("pids/g/pids.max", "");
        put("freezer/g/freezer.state", "");
        layout.makeParent("g");
        layout.limitMemory("g", 1 << 20);
        layout.limitCpu("g", 250);
        layout.limitPids("g", 0);
        layout.freeze("g", true);
        assertThat(told("memory/g/memory.use_hierarchy")).startsWith("1");
        assertThat(told("memory/g/memory.limit_in_bytes")).isEqualTo("1048576");
        assertThat(told("cpu/g/cpu.cfs_period_us")).isEqualTo("100000");
        assertThat(told("cpu/g/cpu.cfs_quota_us")).isEqualTo("250000");
        assertThat(told("pids/g/pids.max")).isEqualTo("max");
        assertThat(told("freezer/g/freezer.state")).isEqualTo("FROZEN");
        assertThat(layout.isFrozen("g")).isTrue();
        layout.limitCpu("g", 0);
        layout.limitMemory("g", 0);
        assertThat(told("cpu/g/cpu.cfs_quota_us")).startsWith("-1");
        assertThat(told("memory/g/memory.limit_in_bytes")).startsWith("-1");
    }

    @Test
    void version1TellsFigures() throws IOException {
        Layout layout = version1();
        put("cpuacct/r/cpuacct.usage", "1234567\n");
        put("memory/r/memory.usage_in_bytes", "10000\n");
        put("memory/r/memory.stat", "inactive_file 1\ntotal_inactive_file 3000\n");
        put("memory/r/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n");
        put("freezer/r/freezer.state", "FREEZING\n");
        put("pids/r/pids.events", "max 18\n");
        assertThat(layout.cpuMicros("r")).isEqualTo(1234);
        assertThat(layout.memoryBytes("r")).isEqualTo(7000);
        assertThat(layout.oomKills("r")).isEqualTo(3);
        assertThat(layout.refusedProcesses("r")).isEqualTo(18);
        assertThat(layout.isFrozen("r")).isFalse();
    }

    @Test
    void aDirectoryThatOnlyLooksLikeAControlGroupIsNone() throws IOException {
        Files.createDirectories(base.resolve("memory"));
        assertThat(Filesystems.isV1(base)).isFalse();
        assertThat(Filesystems.isV2(base)).isFalse();
        assertThat(Filesystems.isDelegated(base)).isFalse();
    }

    private Layout version1() {
        Map<String, Path> bases = new HashMap<>();
        for (String controller : V1Layout.CONTROLLERS) {
            bases.put(controller, base.resolve(controller));
        }
        return new V1Layout(bases);
    }

    private void put(String name, String text) throws IOException {
        Path file = base.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String told(String name) throws IOException {
        return Files.readString(base.resolve(name));
    }
}
