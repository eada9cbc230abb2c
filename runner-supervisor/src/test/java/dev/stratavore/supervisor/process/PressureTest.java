package dev.stratavore.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.core.port.Figures;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.StoreUnavailable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PressureTest extends LimitWatchRig {
    private static Figures.Strain refused(long processes) {
        return new Figures.Strain(processes, 0, 3, 128, 0);
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
    void whatOnesUseWhomTheKernelDoesNotHoldIsNotHeld() {
        project = project("mill", Map.of(QuotaName.MAX_CPU_PERCENT, 100L));
        host.enforceLimits(true);
        runner(1, 0, 1, 50);
        free.add(runner(2, 9, 1, 45));
        lookAfter(0);
        assertThat(told()).isEmpty();
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
    void ofTwoFindingsOnlyTheOneThatCouldNotBeRecordedIsToldAgain() {
        host.enforceLimits(true);
        var wild = runner(1, 0, 1, 0);
        strains.put(wild, new Figures.Strain(7, 2, 3, 128, 0));
        var written = new AtomicInteger();
        clock =
                () -> {
                    stores.faults().down(written.incrementAndGet() == 2);
                    return NOON;
                };
        beats++;
        assertThatThrownBy(() -> await(watch.look())).hasCauseInstanceOf(StoreUnavailable.class);
        stores.faults().down(false);
        assertThat(told()).containsExactly(wild + " wants more than runners.max_processes 50");
        lookAfter(1);
        assertThat(told())
                .containsExactly(
                        wild + " wants more than runners.max_processes 50",
                        wild + " wants more memory than its project has");
        lookAfter(1);
        assertThat(told()).hasSize(2);
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
}
