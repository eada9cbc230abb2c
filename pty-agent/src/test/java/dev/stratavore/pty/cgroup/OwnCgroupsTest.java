package dev.stratavore.pty.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OwnCgroupsTest {
    private static final String UNIFIED =
            "29 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate";

    @Test
    void theUnifiedHierarchyHasOnePlace() {
        var own = new OwnCgroups(List.of("0::/user.slice/a.scope"), List.of(UNIFIED));
        assertThat(own.unified()).isEqualTo(Path.of("/sys/fs/cgroup/user.slice/a.scope"));
        assertThat(own.of("memory")).isNull();
    }

    @Test
    void controllersThatShareAHierarchyShareAPlace() {
        var own =
                new OwnCgroups(
                        List.of("4:cpu,cpuacct:/x", "3:memory:/y/z", "1:name=systemd:/"),
                        List.of(
                                "31 29 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct",
                                "32 29 0:30 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory"));
        assertThat(own.of("cpu")).isEqualTo(Path.of("/sys/fs/cgroup/cpu/x"));
        assertThat(own.of("cpuacct")).isEqualTo(own.of("cpu"));
        assertThat(own.of("memory")).isEqualTo(Path.of("/sys/fs/cgroup/memory/y/z"));
        assertThat(own.of("pids")).isNull();
        assertThat(own.unified()).isNull();
    }

    @Test
    void aMountThatShowsAPartHasTheRestOfThePath() {
        var part = "29 23 0:26 /box/7 /sys/fs/cg\\040roup ro - cgroup2 cgroup rw";
        assertThat(new OwnCgroups(List.of("0::/box/7/in"), List.of(part)).unified())
                .isEqualTo(Path.of("/sys/fs/cg roup/in"));
        assertThat(new OwnCgroups(List.of("0::/elsewhere"), List.of(part)).unified()).isNull();
    }

    @Test
    void linesOfAnotherFormAreLeft() {
        var own = new OwnCgroups(List.of("", "nonsense"), List.of("x", "1 2 - ", UNIFIED));
        assertThat(own.unified()).isNull();
    }
}
