package dev.stratavore.supervisor.beat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.Figures;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.pty.frame.ControlReply.Beat;
import dev.stratavore.pty.frame.RunnerBeat;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.Strain;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BeatMapTest {
    private static final RunnerId ID = RunnerId.ofBits(7);

    private long now = Duration.ofSeconds(1_000).toNanos();
    private final BeatMap map = new BeatMap(Duration.ofSeconds(10), () -> now);

    @Test
    void theProcessorShareIsWhatWasUsedBetweenTwoBeats() {
        take(1, 0, 5_000_000, 4);
        assertThat(map.of(ID)).contains(new Figures.Usage(0, 4_096, 4, 1));
        take(2, 10, 7_500_000, 5);
        assertThat(map.of(ID)).contains(new Figures.Usage(25, 4_096, 5, 1));
        take(3, 20, 7_500_000, 5);
        assertThat(map.of(ID).orElseThrow().cpuPercent()).isZero();
    }

    @Test
    void aRunnerThatTheLastBeatDoesNotNameHasNoFigures() {
        take(1, 0, 1, 1);
        map.take(new Beat(1, 2, millis(), 0, List.of()));
        assertThat(map.of(ID)).isEmpty();
    }

    @Test
    void outputAndRefusalsAreTold() {
        take(1, 0, 1, 1);
        assertThat(map.strain(ID)).isEqualTo(Figures.Strain.NONE);
        now = Duration.ofSeconds(1_010).toNanos();
        var usage = new RunnerBeat.Usage(1, 1, 1, new Strain(2, 3, 4, 5));
        var runner = new RunnerBeat(new RunnerRef(ID.value(), 1), 9, usage, false, 1, 70_000);
        map.take(new Beat(1, 2, millis(), 0, List.of(runner)));
        assertThat(map.strain(ID)).isEqualTo(new Figures.Strain(2, 3, 4, 5, 7_000));
        map.take(new Beat(1, 3, millis(), 0, List.of()));
        assertThat(map.strain(ID)).isEqualTo(Figures.Strain.NONE);
    }

    @Test
    void whoIsOutsideOfAllControlGroupsIsTold() {
        var target = new RunnerRef(ID.value(), 1);
        var usage = new RunnerBeat.Usage(1, 1, 1);
        map.take(
                new Beat(
                        1,
                        1,
                        millis(),
                        0,
                        List.of(new RunnerBeat(target, 9, usage, false, 1, 0, false))));
        assertThat(map.held(ID)).isFalse();
        take(2, 10, 1, 1);
        assertThat(map.held(ID)).isTrue();
    }

    @Test
    void whatIsMissingInTheNumberingIsCounted() {
        assertThat(map.pulse().sinceLast()).isEmpty();
        take(1, 0, 1, 1);
        take(5, 10, 1, 1);
        now += Duration.ofSeconds(3).toNanos();
        var pulse = map.pulse();
        assertThat(pulse.received()).isEqualTo(2);
        assertThat(pulse.missed()).isEqualTo(3);
        assertThat(pulse.sinceLast()).contains(Duration.ofSeconds(3));
    }

    @Test
    void theSlowestOfAHundredIsToldApart() {
        for (int i = 0; i < 98; i++) {
            map.take(new Beat(1, i, millis() - 3, 0, List.of()));
        }
        map.take(new Beat(1, 98, millis() - 900, 0, List.of()));
        map.take(new Beat(1, 99, millis() - 900, 0, List.of()));
        assertThat(map.pulse().median()).isEqualTo(Duration.ofMillis(4));
        assertThat(map.pulse().slowest()).isEqualTo(Duration.ofMillis(1_024));
    }

    @Test
    void quietIsWhatWritesNothingIsWatchedByNobodyAndHardlyComputes() {
        show(1, 0, 0, 0, 0, false);
        assertThat(map.quiet(ID)).contains(Duration.ZERO);
        show(2, 10, 150_000, 0, 0, false);
        show(3, 20, 300_000, 0, 0, false);
        now += Duration.ofSeconds(5).toNanos();
        assertThat(map.quiet(ID)).as("unseen since the last beat").contains(Duration.ofSeconds(20));
        show(4, 30, 600_000, 0, 0, false);
        assertThat(map.quiet(ID)).as("3 % of a core").contains(Duration.ZERO);
        show(5, 40, 600_000, 1, 0, false);
        assertThat(map.quiet(ID)).as("output").contains(Duration.ZERO);
        show(6, 50, 600_000, 1, 1, false);
        assertThat(map.quiet(ID)).as("somebody looks").contains(Duration.ZERO);
        show(7, 60, 600_000, 1, 0, false);
        assertThat(map.quiet(ID)).contains(Duration.ofSeconds(10));
        show(8, 70, 600_000, 1, 0, true);
        assertThat(map.quiet(ID)).as("frozen").isEmpty();
        map.take(new Beat(1, 9, millis(), 0, List.of()));
        assertThat(map.quiet(ID)).as("not named").isEmpty();
    }

    private void show(
            long sequence, long second, long cpu, long output, int attached, boolean frozen) {
        now = Duration.ofSeconds(1_000 + second).toNanos();
        var usage = new RunnerBeat.Usage(cpu, 4_096, 1);
        var ref = new RunnerRef(ID.value(), 1);
        var runner = new RunnerBeat(ref, 9, usage, frozen, attached, output);
        map.take(new Beat(1, sequence, millis(), 0, List.of(runner)));
    }

    private void take(long sequence, long second, long cpuMicros, int processes) {
        now = Duration.ofSeconds(1_000 + second).toNanos();
        var usage = new RunnerBeat.Usage(cpuMicros, 4_096, processes);
        var runner = new RunnerBeat(new RunnerRef(ID.value(), 1), 9, usage, false, 1, 0);
        map.take(new Beat(1, sequence, millis(), 0, List.of(runner)));
    }

    private long millis() {
        return Duration.ofNanos(now).toMillis();
    }
}
