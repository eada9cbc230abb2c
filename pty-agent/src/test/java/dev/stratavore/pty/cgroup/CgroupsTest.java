package dev.stratavore.pty.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.CgroupKind;
import dev.stratavore.pty.frame.Limits;
import dev.stratavore.pty.frame.RunnerRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is limited where, on a tree of plain files in the place of the kernel's. */
final class CgroupsTest {
    private static final RunnerRef REF = new RunnerRef("runner-a", 2);
    private static final String GROUP = "g-team";
    private static final String RUNNER = GROUP + "/r-runner-a.2";
    private static final long MEMORY = 96L << 20;

    @TempDir Path base;

    private Cgroups version2() throws IOException {
        for (String file : List.of("memory.max", "memory.swap.max", "cpu.max")) {
            put(GROUP + "/" + file, "");
        }
        put(RUNNER + "/pids.max", "");
        return new Cgroups(new V2Layout(base, V2Layout.CONTROLLERS));
    }

    private Cgroups version1() throws IOException {
        for (String controller : V1Layout.CONTROLLERS) {
            Files.createDirectories(base.resolve(controller).resolve(RUNNER));
        }
        put("memory/" + GROUP + "/memory.limit_in_bytes", "9223372036854771712");
        put("memory/" + GROUP + "/memory.memsw.limit_in_bytes", "9223372036854771712");
        put("cpu/" + GROUP + "/cpu.cfs_period_us", "");
        put("cpu/" + GROUP + "/cpu.cfs_quota_us", "");
        put("pids/" + RUNNER + "/pids.max", "max");
        return new Cgroups(
                new V1Layout(
                        V1Layout.CONTROLLERS.stream()
                                .collect(Collectors.toMap(each -> each, base::resolve))));
    }

    @Test
    void memoryAndProcessorAreTheGroupsAndProcessesTheRunners() throws IOException {
        Cgroups cgroups = version2();
        var made = cgroups.create(REF, new Limits("team", MEMORY, 150, 64, 0, 0));
        assertThat(Objects.requireNonNull(made).kind()).isEqualTo(CgroupKind.V2);
        assertThat(told(GROUP + "/memory.max")).isEqualTo(Long.toString(MEMORY));
        assertThat(told(GROUP + "/memory.swap.max")).isEqualTo("0");
        assertThat(told(GROUP + "/cpu.max")).isEqualTo("150000 100000");
        assertThat(told(RUNNER + "/pids.max")).isEqualTo("64");
        assertThat(base.resolve(RUNNER + "/memory.max")).doesNotExist();
    }

    @Test
    void version1HasThemInTheirHierarchies() throws IOException {
        Cgroups cgroups = version1();
        var made = cgroups.create(REF, new Limits("team", MEMORY, 50, 64, 0, 0));
        assertThat(Objects.requireNonNull(made).kind()).isEqualTo(CgroupKind.V1);
        assertThat(told("memory/" + GROUP + "/memory.limit_in_bytes"))
                .startsWith(Long.toString(MEMORY));
        assertThat(told("memory/" + GROUP + "/memory.memsw.limit_in_bytes"))
                .startsWith(Long.toString(MEMORY));
        assertThat(told("cpu/" + GROUP + "/cpu.cfs_quota_us")).isEqualTo("50000");
        assertThat(told("pids/" + RUNNER + "/pids.max")).startsWith("64");
    }

    @Test
    void aGroupsLimitsChangeAndWhatIsNoGroupHasNone() throws IOException {
        Cgroups cgroups = version2();
        assertThat(cgroups.limit("team", MEMORY, 50)).isTrue();
        assertThat(told(GROUP + "/memory.max")).isEqualTo(Long.toString(MEMORY));
        assertThat(told(GROUP + "/cpu.max")).isEqualTo("50000 100000");
        assertThat(cgroups.limit("team", 0, 0)).isTrue();
        assertThat(told(GROUP + "/memory.max")).startsWith("max");
        assertThat(told(GROUP + "/cpu.max")).startsWith("max 100000");
        assertThat(cgroups.limit("others", MEMORY, 0)).isFalse();
    }

    @Test
    void whereNoneCanBeMadeNothingIsLimited() throws IOException {
        assertThat(Cgroups.none().create(REF, Limits.NONE)).isNull();
        assertThat(Cgroups.none().limit("team", MEMORY, 0)).isFalse();
        assertThat(Cgroups.none().kind()).isEqualTo(CgroupKind.NONE);
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
