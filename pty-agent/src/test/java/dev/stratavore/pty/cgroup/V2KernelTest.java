package dev.stratavore.pty.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stratavore.pty.engine.ProcStat;
import dev.stratavore.pty.loop.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The unified hierarchy itself, wherever root finds it; its limits only where it has them. */
@Tag("all")
final class V2KernelTest {
    private static final String NAME = "stratavore-test-" + ProcessHandle.current().pid();

    private Path base;
    private RunnerCgroup cgroup;
    private Process process;

    @BeforeEach
    void start() throws IOException {
        Path own = OwnCgroups.now().unified();
        assumeTrue(
                own != null && Filesystems.isV2(own) && Files.isWritable(own),
                "no unified hierarchy of control groups that can be written");
        base = Objects.requireNonNull(own).resolve(NAME);
        Files.createDirectory(base);
        Files.createDirectory(base.resolve("r"));
        cgroup = new RunnerCgroup(new V2Layout(base, List.of()), "r");
        process = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        cgroup.enter(process.pid());
    }

    @AfterEach
    void end() throws Exception {
        if (process != null) {
            boolean ignored = cgroup.freeze(false);
            process.destroyForcibly().waitFor();
            Eventually.until("an empty control group", cgroup::remove);
            Files.delete(base);
        }
    }

    @Test
    void whatEntersIsAMemberAndIsMeasured() {
        assertThat(cgroup.members()).containsExactly(process.pid());
        Eventually.until("processor time", () -> cgroup.cpuMicros() > 10_000);
        assertThat(cgroup.remove()).isFalse();
        assertThat(cgroup.members()).containsExactly(process.pid());
    }

    @Test
    void aFrozenGroupStandsStillAndGoesOn() {
        assertThat(cgroup.isFrozen()).isFalse();
        assertThat(cgroup.freeze(true)).isTrue();
        Eventually.until("frozen", cgroup::isFrozen);
        long before = ticks();
        Eventually.until("a look later", () -> ProcStat.of(process.pid()) != null);
        assertThat(ticks()).isEqualTo(before);
        assertThat(cgroup.freeze(false)).isTrue();
        Eventually.until("going on", () -> ticks() > before);
    }

    private long ticks() {
        return Objects.requireNonNull(ProcStat.of(process.pid())).use().cpuTicks();
    }
}
