package dev.stratavore.pty.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stratavore.pty.frame.AttemptStatus;
import dev.stratavore.pty.frame.CgroupKind;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.ExitCause;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.HostSettings;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.LaunchTerms;
import dev.stratavore.pty.frame.Limits;
import dev.stratavore.pty.frame.OutputRange;
import dev.stratavore.pty.frame.RunnerBeat;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest;
import dev.stratavore.pty.loop.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runners held by the kernel's control groups, of whichever version can be made here. */
@Tag("all")
final class CgroupHostTest {
    private static final RunnerRef REF = TestRunners.attempt("runner-c", 1);
    private static final RunnerRef OTHER = TestRunners.attempt("runner-d", 1);

    @TempDir Path directory;
    private AgentProcess agent;
    private ControlClient control;
    private CgroupKind kind;

    @BeforeEach
    void start() {
        agent = new AgentProcess(directory);
        control = agent.control();
        int told = ((ControlReply.Done) control.ask(config(true))).count();
        kind = CgroupKind.of(told);
        if (kind == CgroupKind.NONE) {
            stop();
        }
        assumeTrue(kind != CgroupKind.NONE, "no control groups with memory, cpu and pids here");
        control.followJournal(0);
    }

    private HostRequest.Config config(boolean cgroups) {
        var settings = new HostSettings(1 << 20, 128 << 10, 100, cgroups);
        return new HostRequest.Config(control.nextRequest(), settings);
    }

    @AfterEach
    void stop() {
        if (agent.isAlive()) {
            control.ask(new HostRequest.Shutdown(control.nextRequest(), true));
            control.close();
            assertThat(agent.awaitExit()).isZero();
            assertThat(agent.output()).doesNotContain("event=defect");
            assertThat(groupDirectories(ownName())).isEmpty();
        }
    }

    /** The name of the host's own control group, as its log tells. */
    private String ownName() {
        String log = agent.output();
        int at = log.indexOf(" name=", log.indexOf("event=cgroups")) + 6;
        return "/" + log.substring(at, log.indexOf('\n', at));
    }

    @Test
    void aRunnerIsInAGroupOfItsOwnWhichGoesWithIt() {
        var started = launch(REF, Limits.NONE, "exec sleep 60");
        assertThat(started.cgroup()).isEqualTo(kind);
        String name = "/r-" + REF.runner() + ".1";
        assertThat(cgroupsOf(started.process().pid())).contains(name);
        assertThat(control.list().getFirst().presence())
                .isEqualTo(new AttemptStatus.Presence(0, false, kind));
        control.stop(REF, 0, true);
        control.send(new HostRequest.Beat(control.nextRequest(), 100));
        Eventually.until("no control group", () -> groupDirectories(name).isEmpty());
    }

    @Test
    void whatIsForkedAtOnceIsInItToo() {
        for (int i = 1; i <= 20; i++) {
            var ref = TestRunners.attempt("runner-e" + i, 1);
            launch(ref, Limits.NONE, "(exec sleep 60) & (exec sleep 60) & exec sleep 60");
            Eventually.until("three processes", () -> Trees.marked(ref).size() == 3);
            assertThat(Trees.marked(ref))
                    .allSatisfy(pid -> assertThat(cgroupsOf(pid)).contains("/r-" + ref.runner()));
        }
    }

    @Test
    void switchedOffNoneIsMade() {
        assertThat(((ControlReply.Done) control.ask(config(false))).count()).isZero();
        var started = launch(REF, Limits.NONE, "exec sleep 60");
        assertThat(started.cgroup()).isEqualTo(CgroupKind.NONE);
        assertThat(cgroupsOf(started.process().pid())).doesNotContain(REF.runner());
    }

    @Test
    void memoryBeyondTheGroupsLimitEndsTheCulpritWithItsCause() {
        launch(OTHER, limits(96 << 20, 0, 0), "exec sleep 60");
        launch(
                REF,
                limits(96 << 20, 0, 0),
                "exec perl -e '$x=\"x\" x (1<<20); push @a,$x.$_ while ++$_'");
        var event =
                (JournalEvent.Exited) control.awaitEvent(REF, JournalEvent.Exited.class).event();
        assertThat(event.status()).isEqualTo(new ExitStatus.Signaled(9));
        assertThat(event.cause()).isEqualTo(ExitCause.OUT_OF_MEMORY);
        assertThat(control.list())
                .filteredOn(each -> !each.alive())
                .extracting(AttemptStatus::cause)
                .containsExactly(ExitCause.OUT_OF_MEMORY);
        assertThat(control.list()).filteredOn(AttemptStatus::alive).hasSize(1);
    }

    @Test
    void anOrdinaryKillIsNoWantOfMemory() {
        launch(REF, limits(96 << 20, 0, 0), "kill -KILL $$");
        var event =
                (JournalEvent.Exited) control.awaitEvent(REF, JournalEvent.Exited.class).event();
        assertThat(event.status()).isEqualTo(new ExitStatus.Signaled(9));
        assertThat(event.cause()).isEqualTo(ExitCause.UNKNOWN);
    }

    @Test
    void aForkBombStaysSmallAndEnds() {
        launch(REF, limits(0, 50, 64), "exec perl -e 'fork while 1'");
        launch(OTHER, limits(0, 0, 0), "echo quiet; exec sleep 60");
        control.send(new HostRequest.Beat(control.nextRequest(), 100));
        RunnerBeat beat = beatOf(REF, some -> some.usage().processes() > 5);
        assertThat(beat.usage().processes()).isLessThanOrEqualTo(64);
        beatOf(REF, some -> some.usage().strain().refusedProcesses() > 0);
        assertThat(control.stop(REF, 100, false)).isInstanceOf(ControlReply.Stopped.class);
        assertThat(Trees.marked(REF)).isEmpty();
        assertThat(
                        new String(
                                control.outputOf(OTHER, OutputRange.all(), false),
                                StandardCharsets.UTF_8))
                .contains("quiet");
    }

    @Test
    void aFrozenTreeStandsStillAndAStopThawsIt() {
        long pid = launch(REF, Limits.NONE, "while :; do :; done").process().pid();
        var freeze =
                new RunnerRequest.Freeze(
                        control.nextRequest(), REF, ControlClient.fence(REF), true);
        assertThat(((ControlReply.Done) control.ask(freeze)).count()).isEqualTo(1);
        assertThat(Trees.stopped(pid)).isFalse();
        control.send(new HostRequest.Beat(control.nextRequest(), 100));
        long before = beatOf(REF, RunnerBeat::frozen).usage().cpuMicros();
        long after = beatOf(REF, RunnerBeat::frozen).usage().cpuMicros();
        assertThat(after).isEqualTo(before);
        var stopped = (ControlReply.Stopped) control.stop(REF, 60_000, false);
        assertThat(stopped.status()).isEqualTo(new ExitStatus.Signaled(15));
    }

    @Test
    void aThawedTreeGoesOn() {
        launch(REF, Limits.NONE, "while :; do :; done");
        for (boolean frozen : new boolean[] {true, true, false, false}) {
            var freeze =
                    new RunnerRequest.Freeze(
                            control.nextRequest(), REF, ControlClient.fence(REF), frozen);
            assertThat(((ControlReply.Done) control.ask(freeze)).count()).isEqualTo(1);
        }
        control.send(new HostRequest.Beat(control.nextRequest(), 100));
        long before = beatOf(REF, beat -> !beat.frozen()).usage().cpuMicros();
        beatOf(REF, beat -> beat.usage().cpuMicros() > before + 50_000);
    }

    @Test
    void theKernelsFiguresAreTold() throws IOException {
        // What it took before it was held would be the host's.
        Path held = directory.resolve("held");
        launch(
                REF,
                Limits.NONE,
                "until test -e "
                        + held
                        + "; do sleep 0.02; done; exec perl -e '$x = \"x\" x (16<<20); until"
                        + " ((times)[0] > 0.3) { $i++ for 1..10000 } sleep 60'");
        Files.createFile(held);
        control.send(new HostRequest.Beat(control.nextRequest(), 100));
        RunnerBeat beat =
                beatOf(
                        REF,
                        some ->
                                some.usage().cpuMicros() > 100_000
                                        && some.usage().memoryBytes() >= 16L << 20);
        assertThat(beat.usage().memoryBytes()).isLessThan(64L << 20);
        assertThat(beat.usage().processes()).isEqualTo(1);
    }

    @Test
    void limitsChangeWhileRunnersLive() {
        assertThat(limit(1 << 30, 100)).isZero();
        launch(
                REF,
                limits(0, 0, 0),
                "echo ready; read x; exec perl -e '$x=\"x\" x (200<<20); sleep 60'");
        assertThat(limit(64 << 20, 50)).isEqualTo(1);
        long pid = control.list().getFirst().process().pid();
        assertThat(limitFile(pid)).isEqualTo(Long.toString(64 << 20));
        assertThat(limit(0, 0)).isEqualTo(1);
        assertThat(limitFile(pid)).isNotEqualTo(Long.toString(64 << 20));
    }

    @Test
    void aRunnerIsEndedBeforeTheHostWhenMemoryEnds() throws IOException {
        long pid = launch(REF, Limits.NONE, "exec sleep 60").process().pid();
        assertThat(score(pid)).isGreaterThan(score(agent.pid()));
    }

    private static int score(long pid) throws IOException {
        return Integer.parseInt(
                Files.readString(Path.of("/proc", Long.toString(pid), "oom_score_adj")).strip());
    }

    private String limitFile(long pid) {
        String controller = kind == CgroupKind.V1 ? ":memory:" : "0::";
        String line =
                cgroupsOf(pid).lines().filter(some -> some.contains(controller)).findFirst().get();
        String group = line.substring(line.indexOf(":/") + 1, line.lastIndexOf('/'));
        String file = kind == CgroupKind.V1 ? "memory.limit_in_bytes" : "memory.max";
        return groupDirectories(group).stream()
                .map(found -> found.resolve(file))
                .filter(Files::exists)
                .map(CgroupHostTest::read)
                .findFirst()
                .orElse("");
    }

    private int limit(long memory, int cpu) {
        var request = new HostRequest.Limits(control.nextRequest(), "team", memory, cpu);
        return ((ControlReply.Done) control.ask(request)).count();
    }

    private static Limits limits(long memory, int cpu, int pids) {
        return new Limits("team", memory, cpu, pids, 0, 0);
    }

    private ControlReply.Started launch(RunnerRef ref, Limits limits, String script) {
        return (ControlReply.Started)
                control.ask(
                        new RunnerRequest.Launch(
                                control.nextRequest(),
                                ref,
                                ControlClient.fence(ref),
                                ControlClient.program("/bin/sh", "-c", script),
                                ControlClient.SIZE,
                                new LaunchTerms(limits, List.of(), false)));
    }

    private RunnerBeat beatOf(RunnerRef ref, Predicate<RunnerBeat> wanted) {
        return HeartbeatTest.awaitBeat(control, ref, wanted);
    }

    private static String cgroupsOf(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "cgroup"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directories of a control group, wherever hierarchies are mounted. */
    private static List<Path> groupDirectories(String end) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(
                    Path.of("/sys/fs/cgroup"),
                    Set.of(),
                    8,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path directory, BasicFileAttributes attributes) {
                            if (directory.toString().endsWith(end)) {
                                found.add(directory);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        // Those of others come and go.
                        @Override
                        public FileVisitResult visitFileFailed(Path gone, IOException e) {
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path directory, @Nullable IOException e) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
