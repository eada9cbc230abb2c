package dev.stratavore.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.core.port.Figures;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.StoreUnavailable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LimitWatchTest extends LimitWatchRig {
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
    void whoIsOutsideOfTheControlGroupsIsNotEndedForWhatThoseInThemUse() {
        host.enforceLimits(true);
        var outside = runner(1, 0, 60, 0);
        runner(2, 9, 99, 0);
        free.add(outside);
        lookAfter(0);
        lookAfter(Excess.GRACE.toNanos());
        assertThat(exceeded()).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void whoIsOutsideOfTheControlGroupsIsEndedForWhatItUsesItself() {
        host.enforceLimits(true);
        var outside = runner(1, 0, 101, 0);
        stopping(runner(2, 9, 50, 0));
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

    private void limited(long memoryMb, long cpuPercent) {
        wishes = Map.of(QuotaName.MAX_MEMORY_MB, memoryMb, QuotaName.MAX_CPU_PERCENT, cpuPercent);
    }

    private String launched(RunnerId id) {
        var terms = await(limits.forLaunch(id));
        return terms.groupMemoryBytes() / MIB + " " + terms.groupCpuPercent();
    }

    @Test
    void aFileLowersNothingWhileAnotherRunnerLives() {
        host.enforceLimits(true);
        project =
                project(
                        "mill",
                        Map.of(QuotaName.MAX_MEMORY_MB, 100L, QuotaName.MAX_CPU_PERCENT, 200L));
        limited(80, 150);
        var first = runner(1, 0, 1, 1);
        assertThat(launched(first)).isEqualTo("80 150");
        running(first);
        limited(1, 1);
        var second = runner(2, 1, 0, 0);
        assertThat(launched(second)).isEqualTo("80 150");
        running(second);
        lookAfter(0);
        assertThat(host.limits()).containsOnly("mill " + 80 * MIB + " 150");
        limited(90, 1);
        assertThat(launched(runner(3, 2, 0, 0))).as("what is raised").isEqualTo("90 150");

        ended(first);
        ended(second);
        limited(1, 1);
        assertThat(launched(runner(4, 3, 0, 0))).isEqualTo("1 1");
    }

    @Test
    void aFileThatComesWhileARunnerLivesHoldsForTheFirstThatIsAlone() {
        var first = runner(1, 0, 60, 0);
        assertThat(launched(first)).isEqualTo("100 0");
        running(first);
        limited(1, 10);
        assertThat(launched(runner(2, 1, 0, 0))).isEqualTo("100 0");
        ended(first);
        assertThat(launched(runner(3, 1, 0, 0))).isEqualTo("1 10");
    }

    @Test
    void aFileHoldsForSeveralThatAreLaunchedTogether() {
        limited(64, 0);
        var first = runner(1, 0, 0, 0);
        var second = runner(2, 0, 0, 0);
        assertThat(launched(first)).isEqualTo("64 0");
        running(first);
        assertThat(launched(second)).isEqualTo("64 0");
    }

    @Test
    void aFileIsReadAlsoBeforeTheFirstHeartbeat() {
        beats = 0;
        limited(64, 0);
        var id = runner(1, 0, 0, 0);
        usage.clear();
        assertThat(launched(id)).isEqualTo("64 0");
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
        assertThatThrownBy(() -> await(watch.look())).hasCauseInstanceOf(StoreUnavailable.class);
        stores.faults().down(false);
        lookAfter(0);
        assertThat(exceeded()).hasSize(1);
    }

    @Test
    void whatOneProjectShowedIsNotSeenAgainBecauseAnotherFailed() {
        runner(1, 0, 500, 0);
        project = project("mill", Map.of(QuotaName.MAX_MEMORY_MB, 100L));
        runner(2, 0, 500, 0);
        var written = new AtomicInteger();
        clock =
                () -> {
                    stores.faults().down(written.incrementAndGet() == 2);
                    return NOON;
                };
        beats++;
        assertThatThrownBy(() -> await(watch.look())).hasCauseInstanceOf(StoreUnavailable.class);
        stores.faults().down(false);
        assertThat(exceeded()).hasSize(1);

        nanos += Excess.GRACE.toNanos();
        await(watch.look());
        assertThat(exceeded())
                .extracting(event -> event.data().getString("project"))
                .containsExactlyInAnyOrder("shop", "mill");
        assertThat(asked).isEmpty();
        lookAfter(0);
        assertThat(asked).as("the one that was told has had its grace").hasSize(1);
    }

    @Test
    void whereverItsAnswersComeFromALookStaysOnOneContext() {
        runner(1, 0, 500, 0);
        host.answerLimitsBy(answer -> Thread.ofPlatform().start(answer));
        readers.clear();
        lookAfter(0);
        lookAfter(1);
        assertThat(exceeded()).hasSize(1);
        assertThat(readers)
                .singleElement()
                .extracting(Thread::getName)
                .asString()
                .startsWith("vert.x-eventloop");
    }
}
