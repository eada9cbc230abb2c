package dev.stratavore.pty.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stratavore.pty.frame.CgroupKind;
import dev.stratavore.pty.frame.HostSettings;
import dev.stratavore.pty.frame.LaunchTerms;
import dev.stratavore.pty.frame.Limits;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest.Launch;
import dev.stratavore.pty.loop.Eventually;
import dev.stratavore.pty.process.AttemptMark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that has forked before anybody held it. */
final class ConfinementTest {
    private static final RunnerRef REF = TestRunners.attempt("runner-quick", 1);
    private static final int TREE = 3;

    @TempDir Path state;
    private Process leader;
    private ControlGroups groups;
    private Confinement confinement;

    @BeforeEach
    void start() throws IOException {
        var log =
                new HostLog(
                        InstantSource.system(), new ByteArrayOutputStream(), HostLog.Style.USUAL);
        var settings = new Settings(new HostSettings(1 << 20, 128 << 10, 100, true));
        groups = new ControlGroups(settings, log, state);
        confinement = new Confinement(log, groups, new FileBound(log, true));
        long before = Objects.requireNonNull(AttemptMark.take(AttemptMark.of(REF)));
        try {
            leader = new ProcessBuilder("/bin/sh", "-c", "sleep 60 & sleep 60 & wait").start();
        } finally {
            assertThat(AttemptMark.take(before)).isNotNull();
        }
        Eventually.until("it has forked", () -> Trees.marked(REF).size() == TREE);
    }

    @AfterEach
    void end() {
        leader.descendants().forEach(ProcessHandle::destroyForcibly);
        leader.destroyForcibly();
        Eventually.until("nobody is left", () -> Trees.marked(REF).isEmpty());
    }

    private static Launch request() {
        return new Launch(
                1,
                REF,
                1,
                ControlClient.program("/bin/sh"),
                ControlClient.SIZE,
                new LaunchTerms(Limits.NONE, List.of(), false));
    }

    @Test
    void itsChildrenGoBeforeTheHostToo() throws IOException {
        assertThat(confinement.confine(request(), leader.pid(), null)).isNull();
        for (long pid : Trees.marked(REF)) {
            assertThat(score(pid)).isGreaterThan(score(ProcessHandle.current().pid()));
        }
    }

    @Test
    @Tag("all")
    void itsChildrenAreInItsControlGroupToo() throws IOException {
        assumeTrue(groups.wanted().kind() != CgroupKind.NONE, "no control groups here");
        try {
            var made = confinement.prepare(request());
            var held = confinement.confine(request(), leader.pid(), made);
            assertThat(Objects.requireNonNull(held).members())
                    .containsExactlyInAnyOrderElementsOf(Trees.marked(REF));
        } finally {
            end();
            groups.close();
        }
    }

    private static int score(long pid) throws IOException {
        Path file = Path.of("/proc", Long.toString(pid), "oom_score_adj");
        return Integer.parseInt(Files.readString(file).strip());
    }
}
