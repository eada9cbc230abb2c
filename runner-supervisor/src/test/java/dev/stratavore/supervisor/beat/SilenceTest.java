package dev.stratavore.supervisor.beat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SilenceTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Silence silence = new Silence(INTERVAL, 3, 0);

    private static long at(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void aHostThatBeatsIsNeverSilent() {
        for (int i = 1; i < 100; i++) {
            assertThat(silence.beat(at(10L * i))).isEqualTo(Silence.Verdict.UNCHANGED);
            assertThat(silence.look(at(10L * i + 5))).isEqualTo(Silence.Verdict.UNCHANGED);
        }
    }

    @Test
    void threeMissedBeatsAreSilenceOnceUntilItBeatsAgain() {
        assertThat(silence.look(at(10))).isEqualTo(Silence.Verdict.UNCHANGED);
        assertThat(silence.look(at(20))).isEqualTo(Silence.Verdict.UNCHANGED);
        assertThat(silence.look(at(30))).isEqualTo(Silence.Verdict.UNCHANGED);
        assertThat(silence.look(at(40))).isEqualTo(Silence.Verdict.SILENT);
        assertThat(silence.look(at(50))).isEqualTo(Silence.Verdict.UNCHANGED);
        assertThat(silence.beat(at(51))).isEqualTo(Silence.Verdict.BACK);
        assertThat(silence.beat(at(61))).isEqualTo(Silence.Verdict.UNCHANGED);
    }

    @Test
    void aDaemonThatStoodStillBlamesNobody() {
        assertThat(silence.look(at(10))).isEqualTo(Silence.Verdict.UNCHANGED);
        assertThat(silence.look(at(3_600))).isEqualTo(Silence.Verdict.UNCHANGED);
        assertThat(silence.look(at(3_610))).isEqualTo(Silence.Verdict.UNCHANGED);
        assertThat(silence.look(at(3_620))).isEqualTo(Silence.Verdict.UNCHANGED);
        assertThat(silence.look(at(3_630))).isEqualTo(Silence.Verdict.UNCHANGED);
        assertThat(silence.look(at(3_640))).isEqualTo(Silence.Verdict.SILENT);
    }

    @Test
    void aHostThatNeverBeatIsSilentToo() {
        silence.suspect();
        assertThat(silence.look(at(10))).isEqualTo(Silence.Verdict.UNCHANGED);
        assertThat(silence.look(at(20))).isEqualTo(Silence.Verdict.UNCHANGED);
        assertThat(silence.look(at(30))).isEqualTo(Silence.Verdict.UNCHANGED);
        assertThat(silence.look(at(40))).isEqualTo(Silence.Verdict.SILENT);
        assertThat(silence.beat(at(41))).isEqualTo(Silence.Verdict.BACK);
        assertThat(silence.beat(at(51))).isEqualTo(Silence.Verdict.UNCHANGED);
    }

    @Test
    void whatNobodyWasToldComesAgain() {
        for (int i = 1; i <= 3; i++) {
            assertThat(silence.look(at(10L * i))).isEqualTo(Silence.Verdict.UNCHANGED);
        }
        assertThat(silence.look(at(40))).isEqualTo(Silence.Verdict.SILENT);
        silence.untold(Silence.Verdict.SILENT);
        assertThat(silence.look(at(50))).isEqualTo(Silence.Verdict.SILENT);
        silence.untold(Silence.Verdict.SILENT);
        assertThat(silence.beat(at(51))).isEqualTo(Silence.Verdict.BACK);
        silence.untold(Silence.Verdict.BACK);
        assertThat(silence.beat(at(61))).isEqualTo(Silence.Verdict.BACK);
        assertThat(silence.beat(at(71))).isEqualTo(Silence.Verdict.UNCHANGED);
    }

    @Test
    void theFirstBeatEndsASuspicion() {
        silence.suspect();
        assertThat(silence.look(at(40))).isEqualTo(Silence.Verdict.UNCHANGED);
        assertThat(silence.beat(at(41))).isEqualTo(Silence.Verdict.BACK);
    }
}
