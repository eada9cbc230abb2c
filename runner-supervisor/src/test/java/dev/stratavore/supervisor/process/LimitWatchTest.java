package dev.stratavore.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.Figures;
import dev.stratavore.core.port.ProjectFiles;
import dev.stratavore.core.port.fake.FakeTerminalHost;
import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.StoreUnavailable;
import dev.stratavore.core.store.memory.MemoryStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LimitWatchTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final long MIB = 1L << 20;

    private final Vertx vertx = Vertx.vertx();
    private final MemoryStores stores = new MemoryStores(UUID::randomUUID);
    private final FakeTerminalHost host = new FakeTerminalHost();
    private final Map<RunnerId, Figures.Usage> usage = new HashMap<>();
    private final Map<RunnerId, Figures.Strain> strains = new HashMap<>();
    private final Set<RunnerId> free = new HashSet<>();
    private final List<Command<?>> asked = new ArrayList<>();
    private Map<QuotaName, Long> wishes = Map.of();
    private long nanos;
    private long beats;
    private final ProjectLimits limits =
            new ProjectLimits(
                    vertx,
                    stores.stores(),
                    _ -> new ProjectFiles.Read.Limits("F", wishes, List.of()),
                    Map.of(QuotaName.MAX_CONCURRENT_RUNNERS, 5L),
                    new RunnerBounds(50, 128, 1_000_000));
    private LimitWatch watch = watch();
    private ProjectRow project = project("shop", Map.of(QuotaName.MAX_MEMORY_MB, 100L));

    private LimitWatch watch() {
        return new LimitWatch(
                vertx,
                new LimitWatch.Parts(stores.stores(), limits, figures(), host, actors()),
                NODE,
                InstantSource.fixed(NOON),
                () -> nanos);
    }

    private Figures figures() {
        return new Figures() {
            @Override
            public Optional<Usage> of(RunnerId runner) {
                return Optional.ofNullable(usage.get(runner));
            }

            @Override
            public Strain strain(RunnerId runner) {
                return strains.getOrDefault(runner, Strain.NONE);
            }

            @Override
            public boolean held(RunnerId runner) {
                return !free.contains(runner);
            }

            @Override
            public Pulse pulse() {
                return new Pulse(
                        Duration.ZERO, Optional.empty(), beats, 0, Duration.ZERO, Duration.ZERO);
            }
        };
    }

    private Actors actors() {
        return new Actors() {
            @Override
            public <R extends Reply> Future<R> ask(Command<R> command) {
                asked.add(command);
                return Future.succeededFuture(
                        command.replyType().cast(new RunnerReply.Now(RunnerStatus.STOPPING, 1)));
            }

            @Override
            public Runnable watch(RunnerId runner, Runnable nudge) {
                return () -> {};
            }

            @Override
            public Runnable watchEnds(Consumer<ProjectKey> nudge) {
                return () -> {};
            }
        };
    }

    @BeforeEach
    void begin() {
        await(stores.stores().nodes().begin(NODE, "here", "test"));
        limits.measuredBy(figures());
        lookAfter(0);
    }

    @AfterEach
    void end() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static CommandMeta meta() {
        return new CommandMeta(UUID.randomUUID(), "digest", new Principal("uid:1000"), "trace");
    }

    private ProjectRow project(String name, Map<QuotaName, Long> own) {
        var wish =
                new ProjectStore.NewProject(
                        new ProjectName(name), "/srv/" + name, "", Optional.empty(), own, NOON);
        var created = await(stores.stores().projects().create(wish, meta()));
        return ((ProjectStore.Created.Done) created).row();
    }

    private RunnerId runner(long bits, int second, long memoryMb, double cpu) {
        var id = RunnerId.ofBits(bits);
        var spec =
                new RunnerSpec(
                        id,
                        Optional.empty(),
                        "shell",
                        List.of("/bin/sh"),
                        "/srv/shop",
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        80,
                        24);
        var admission =
                new RunnerStore.Admission(
                        project.key(), NODE, List.of(spec), 9, NOON.plusSeconds(second));
        await(stores.stores().runners().admit(admission, meta()));
        usage.put(id, new Figures.Usage(cpu, memoryMb * MIB, 3, 0));
        return id;
    }

    private void lookAfter(long nanosLater) {
        nanos += nanosLater;
        beats++;
        await(watch.look());
    }

    private List<EventStore.Stored> exceeded() {
        return await(stores.stores().events().read(Optional.empty(), 100)).events().stream()
                .filter(event -> event.type().equals("quota.exceeded"))
                .toList();
    }

    @Test
    void withoutControlGroupsTheNewestIsStoppedAfterAWarningAndAGrace() {
        runner(1, 0, 60, 0);
        var newest = runner(2, 9, 50, 0);
        lookAfter(0);
        assertThat(exceeded()).hasSize(1);
        assertThat(exceeded().getFirst().data().getString("excess"))
                .isEqualTo("uses 110 MiB of max_memory_mb 100");
        assertThat(asked).isEmpty();

        lookAfter(Excess.GRACE.toNanos() - 1);
        assertThat(asked).isEmpty();
        lookAfter(1);
        assertThat(asked)
                .singleElement()
                .isInstanceOfSatisfying(
                        RunnerCommand.MustEnd.class,
                        end -> {
                            assertThat(end.runner()).isEqualTo(newest);
                            assertThat(end.reason())
                                    .isEqualTo(
                                            "stopped as the newest runner: project shop uses 110"
                                                    + " MiB of max_memory_mb 100");
                        });
        assertThat(exceeded()).hasSize(2);
        assertThat(exceeded().getLast().data().getString("runner")).isEqualTo(newest.value());
        assertThat(exceeded()).extracting(EventStore.Stored::seq).containsExactly(1L, 2L);
    }

    @Test
    void whatTheKernelEnforcesIsItsAffair() {
        host.enforceLimits(true);
        runner(1, 0, 500, 0);
        lookAfter(0);
        lookAfter(Excess.GRACE.toNanos());
        assertThat(exceeded()).isEmpty();
        assertThat(asked).isEmpty();
        assertThat(host.limits()).contains("shop " + 100 * MIB + " 0");
    }

    @Test
    void whoIsOutsideOfTheControlGroupsIsMeasuredBesideThoseInThem() {
        host.enforceLimits(true);
        var outside = runner(1, 0, 60, 0);
        runner(2, 9, 50, 0);
        lookAfter(0);
        assertThat(exceeded()).isEmpty();
        free.add(outside);
        lookAfter(0);
        lookAfter(Excess.GRACE.toNanos());
        assertThat(asked)
                .singleElement()
                .isInstanceOfSatisfying(
                        RunnerCommand.MustEnd.class,
                        end -> assertThat(end.runner()).isEqualTo(outside));
    }

    @Test
    void itsProcessesAreCountedToo() {
        host.enforceLimits(true);
        project = project("mill", Map.of());
        for (int i = 1; i <= 2; i++) {
            usage.put(runner(i, i, 1, 0), new Figures.Usage(0, 0, 51, 0));
        }
        var outside = RunnerId.ofBits(2);
        free.add(outside);
        lookAfter(0);
        assertThat(told())
                .containsExactly(outside + " has 51 processes of runners.max_processes 50");
    }

    private void stopping(RunnerId id) {
        var runners = stores.stores().runners();
        var before = await(runners.find(id)).orElseThrow();
        var stopping =
                new RunnerRow(
                        id,
                        before.project(),
                        before.projectName(),
                        before.name(),
                        before.agent(),
                        RunnerStatus.STOPPING,
                        before.version() + 1,
                        before.attempt(),
                        before.node(),
                        before.nodeLabel(),
                        before.owner(),
                        before.createdAt(),
                        before.cwd(),
                        before.argv(),
                        before.environmentNames(),
                        before.agentSession(),
                        before.expectedDialogs());
        var change = new RunnerStore.Change(before, stopping, List.of(), NOON);
        assertThat(await(runners.save(change, meta(), false)))
                .isEqualTo(new RunnerStore.Saved.Done());
    }

    @Test
    void nobodyIsStoppedWhileOneIsStoppingAlready() {
        runner(1, 0, 60, 0);
        var newest = runner(2, 9, 50, 0);
        usage.put(newest, new Figures.Usage(0, 50 * MIB, 51, 0));
        lookAfter(0);
        stopping(newest);
        lookAfter(Excess.GRACE.toNanos());
        assertThat(asked).isEmpty();
        assertThat(exceeded()).hasSize(2);
    }

    @Test
    void aLimitThatIsSetHoldsAtTheNextLook() {
        runner(1, 0, 10, 180);
        lookAfter(0);
        assertThat(exceeded()).isEmpty();
        var change =
                new ProjectStore.QuotaChange(
                        project.key(),
                        QuotaName.MAX_CPU_PERCENT,
                        java.util.OptionalLong.of(150),
                        java.util.OptionalLong.empty(),
                        NOON);
        await(stores.stores().projects().setQuota(change, meta()));
        lookAfter(1);
        assertThat(host.limits()).endsWith("shop " + 100 * MIB + " 150");
        assertThat(exceeded().getFirst().data().getString("excess"))
                .isEqualTo("uses 180 % of max_cpu_percent 150");
    }

    @Test
    void aProjectsFileLowersTheLimitAndALaunchCarriesIt() {
        wishes = Map.of(QuotaName.MAX_MEMORY_MB, 64L);
        var id = runner(1, 0, 10, 0);
        var terms = await(limits.forLaunch(id));
        assertThat(terms.runnerPids()).isEqualTo(50);
        assertThat(terms.runnerFiles()).isEqualTo(128);
        assertThat(terms.group()).isEqualTo("shop");
        assertThat(terms.groupMemoryBytes()).isEqualTo(64 * MIB);
        wishes = Map.of(QuotaName.MAX_MEMORY_MB, 640L);
        assertThat(await(limits.forLaunch(id)).groupMemoryBytes()).isEqualTo(100 * MIB);
    }

    @Test
    void aFileThatIsWrittenMeanwhileChangesNothingForThoseThatLive() {
        host.enforceLimits(true);
        runner(1, 0, 60, 0);
        wishes = Map.of(QuotaName.MAX_MEMORY_MB, 1L);
        lookAfter(0);
        assertThat(host.limits()).containsOnly("shop " + 100 * MIB + " 0");
    }

    @Test
    void aLaunchLowersTheLimitToWhatIsUsedAtMostAndThatLastsToTheNextOne() {
        host.enforceLimits(true);
        project =
                project(
                        "mill",
                        Map.of(QuotaName.MAX_MEMORY_MB, 100L, QuotaName.MAX_CPU_PERCENT, 200L));
        var first = runner(1, 0, 60, 149.5);
        wishes = Map.of(QuotaName.MAX_MEMORY_MB, 1L, QuotaName.MAX_CPU_PERCENT, 1L);
        var second = runner(2, 1, 0, 0);
        var terms = await(limits.forLaunch(second));
        assertThat(terms.groupMemoryBytes()).isEqualTo(60 * MIB);
        assertThat(terms.groupCpuPercent()).isEqualTo(150);
        usage.put(first, new Figures.Usage(1, 5 * MIB, 3, 0));
        lookAfter(0);
        assertThat(host.limits()).containsOnly("mill " + 60 * MIB + " 150");
        wishes = Map.of();
        var next = await(limits.forLaunch(second));
        assertThat(next.groupMemoryBytes()).isEqualTo(100 * MIB);
    }

    private static Figures.Strain refused(long processes) {
        return new Figures.Strain(processes, 0, 3, 128, 0);
    }

    private List<String> told() {
        return exceeded().stream()
                .map(EventStore.Stored::data)
                .map(data -> data.getString("runner") + " " + data.getString("excess"))
                .toList();
    }

    @Test
    void whoUsesMostOfAProcessorThatTheKernelHoldsIsNamedOnce() {
        project = project("mill", Map.of(QuotaName.MAX_CPU_PERCENT, 100L));
        host.enforceLimits(true);
        runner(1, 0, 1, 20);
        var culprit = runner(2, 9, 1, 69);
        lookAfter(0);
        assertThat(told()).isEmpty();
        usage.put(culprit, new Figures.Usage(70, 0, 3, 0));
        lookAfter(1);
        lookAfter(Excess.GRACE.toNanos());
        assertThat(told()).containsExactly(culprit + " uses all of its max_cpu_percent 100");
        assertThat(asked).isEmpty();
    }

    @Test
    void whoPressesAgainstItsOwnLimitsIsNamedAndAgainOnlyAfterACalm() {
        host.enforceLimits(true);
        runner(1, 0, 1, 0);
        var bomb = runner(2, 1, 1, 0);
        strains.put(bomb, refused(7));
        lookAfter(1);
        strains.put(bomb, refused(9));
        lookAfter(1);
        assertThat(told()).containsExactly(bomb + " wants more than runners.max_processes 50");
        lookAfter(1);
        strains.put(bomb, refused(10));
        lookAfter(1);
        assertThat(told()).hasSize(1);
        lookAfter(1);
        strains.put(bomb, refused(11));
        lookAfter(Onset.CALM.toNanos());
        assertThat(told()).hasSize(2);
        assertThat(asked).isEmpty();
    }

    @Test
    void eachKindOfPressureIsTold() {
        var leak = runner(1, 0, 1, 0);
        var hog = runner(2, 1, 1, 0);
        var flood = runner(3, 2, 1, 0);
        strains.put(leak, new Figures.Strain(0, 0, 115, 128, 1_000_000));
        lookAfter(1);
        assertThat(told()).isEmpty();
        strains.put(leak, new Figures.Strain(0, 0, 116, 128, 0));
        strains.put(hog, new Figures.Strain(0, 2, 3, 128, 0));
        strains.put(flood, new Figures.Strain(0, 0, 3, 128, 1_024_001));
        lookAfter(1);
        assertThat(told())
                .containsExactlyInAnyOrder(
                        leak + " has 116 of 128 open files in one process",
                        hog + " wants more memory than its project has",
                        flood + " writes 1000 KiB a second");
    }

    @Test
    void whatComesAndGoesIsOnePressure() {
        var leak = runner(1, 0, 1, 0);
        for (int files : new int[] {120, 100, 120, 97, 120}) {
            strains.put(leak, new Figures.Strain(0, 0, files, 128, 0));
            lookAfter(Onset.CALM.toNanos());
        }
        assertThat(told()).hasSize(1);
        strains.put(leak, new Figures.Strain(0, 0, 80, 128, 0));
        lookAfter(1);
        strains.put(leak, new Figures.Strain(0, 0, 120, 128, 0));
        lookAfter(1);
        assertThat(told()).hasSize(1);
        strains.put(leak, new Figures.Strain(0, 0, 80, 128, 0));
        lookAfter(1);
        lookAfter(Onset.CALM.toNanos());
        strains.put(leak, new Figures.Strain(0, 0, 120, 128, 0));
        lookAfter(1);
        assertThat(told()).hasSize(2);
    }

    @Test
    void aProjectThatIsHeldNowAndThenIsToldOnce() {
        project = project("mill", Map.of(QuotaName.MAX_CPU_PERCENT, 100L));
        host.enforceLimits(true);
        var busy = runner(1, 0, 1, 95);
        lookAfter(0);
        usage.put(busy, new Figures.Usage(75, 0, 3, 0));
        lookAfter(Onset.CALM.toNanos());
        usage.put(busy, new Figures.Usage(95, 0, 3, 0));
        lookAfter(Onset.CALM.toNanos());
        assertThat(told()).hasSize(1);
    }

    @Test
    void tooManyProcessesWithoutControlGroupsEndTheirRunnerAfterAGrace() {
        runner(1, 9, 1, 0);
        var bomb = runner(2, 0, 1, 0);
        usage.put(bomb, new Figures.Usage(0, 0, 51, 0));
        lookAfter(0);
        assertThat(told()).containsExactly(bomb + " has 51 processes of runners.max_processes 50");
        assertThat(asked).isEmpty();
        lookAfter(Excess.GRACE.toNanos());
        assertThat(asked)
                .containsExactly(
                        new RunnerCommand.MustEnd(
                                bomb,
                                ((RunnerCommand.MustEnd) asked.getFirst()).fence(),
                                "stopped: it has 51 processes of runners.max_processes 50"));
        assertThat(told()).hasSize(2);
    }

    @Test
    void whatCouldNotBeRecordedIsToldAtTheNextLook() {
        host.enforceLimits(true);
        strains.put(runner(1, 0, 1, 0), refused(7));
        host.beforeLimits(() -> stores.faults().down(true));
        beats++;
        assertThatThrownBy(() -> await(watch.look())).hasCauseInstanceOf(StoreUnavailable.class);
        host.beforeLimits(() -> {});
        stores.faults().down(false);
        lookAfter(1);
        assertThat(told()).hasSize(1);
    }

    @Test
    void whatWasCountedBeforeTheDaemonCameIsNoNews() {
        host.enforceLimits(true);
        var bomb = runner(1, 0, 1, 0);
        strains.put(bomb, new Figures.Strain(7, 2, 3, 128, 0));
        watch = watch();
        beats = 0;
        await(watch.look());
        lookAfter(1);
        lookAfter(1);
        assertThat(told()).isEmpty();
        strains.put(bomb, new Figures.Strain(7, 3, 3, 128, 0));
        lookAfter(1);
        assertThat(told()).containsExactly(bomb + " wants more memory than its project has");
        assertThat(exceeded().getFirst().data().getString("consequence"))
                .isEqualTo("the kernel has killed 1 of its processes");
    }

    @Test
    void withoutANewHeartbeatNothingIsConcluded() {
        runner(1, 0, 500, 0);
        lookAfter(0);
        nanos += Excess.GRACE.toNanos();
        await(watch.look());
        assertThat(asked).isEmpty();
        lookAfter(0);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aStoreThatIsAwayStopsNobodyAndTheNextLookGoesOn() {
        runner(1, 0, 500, 0);
        stores.faults().down(true);
        assertThat(watch.look().failed()).isTrue();
        stores.faults().down(false);
        lookAfter(0);
        assertThat(exceeded()).hasSize(1);
    }
}
