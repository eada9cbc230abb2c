package dev.stratavore.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.supervisor.process.Excess.Verdict;
import org.junit.jupiter.api.Test;

final class ExcessTest {
    private static final long GRACE = Excess.GRACE.toNanos();

    private final Excess excess = new Excess();

    @Test
    void aWarningComesFirstAndAnEndAfterTheGrace() {
        assertThat(excess.look(false, 0)).isEqualTo(Verdict.NOTHING);
        assertThat(excess.look(true, 10)).isEqualTo(Verdict.WARN);
        assertThat(excess.look(true, 10 + GRACE - 1)).isEqualTo(Verdict.NOTHING);
        assertThat(excess.look(true, 10 + GRACE)).isEqualTo(Verdict.END);
    }

    @Test
    void theNextOneHasTheWholeGraceAgain() {
        excess.look(true, 0);
        assertThat(excess.look(true, GRACE)).isEqualTo(Verdict.END);
        assertThat(excess.look(true, GRACE + 1)).isEqualTo(Verdict.NOTHING);
        assertThat(excess.look(true, 2 * GRACE)).isEqualTo(Verdict.END);
    }

    @Test
    void aPeakThatPassesEndsNobodyAndIsWarnedOfAgain() {
        excess.look(true, 0);
        assertThat(excess.look(false, GRACE - 1)).isEqualTo(Verdict.NOTHING);
        assertThat(excess.look(true, GRACE)).isEqualTo(Verdict.WARN);
    }

    @Test
    void aClockThatWrapsIsNoMatter() {
        excess.look(true, Long.MAX_VALUE - 5);
        assertThat(excess.look(true, Long.MIN_VALUE)).isEqualTo(Verdict.NOTHING);
        assertThat(excess.look(true, Long.MAX_VALUE - 5 + GRACE)).isEqualTo(Verdict.END);
    }
}
