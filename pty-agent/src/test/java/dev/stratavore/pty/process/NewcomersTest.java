package dev.stratavore.pty.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NewcomersTest {
    @Test
    void numbersAfterAProcessAreNew() {
        assertThat(Newcomers.between(7, 7, 10)).isEmpty();
        assertThat(Newcomers.between(7, 9, 10)).containsExactly(8L, 9L);
    }

    @Test
    void numbersStartAgainWhenTheyEnd() {
        assertThat(Newcomers.between(7, 3, 10)).containsExactly(8L, 9L, 2L, 3L);
    }

    @Test
    void aProcessThatIsMadeNowIsNew() throws Exception {
        long before = ProcessHandle.current().pid();
        Process process = new ProcessBuilder("/bin/true").start();
        assertThat(process.waitFor()).isZero();
        assertThat(Newcomers.since(before)).contains(process.pid());
    }

    @Test
    void aRunnerIsAlwaysAboveTheHost() {
        assertThat(OomScore.above(0, 0)).isEqualTo(200);
        assertThat(OomScore.above(0, 500)).isEqualTo(500);
        assertThat(OomScore.above(600, 500)).isEqualTo(601);
        assertThat(OomScore.above(-900, 0)).isEqualTo(-700);
        assertThat(OomScore.above(1000, 0)).isEqualTo(1000);
        assertThat(OomScore.above(900, 0)).isEqualTo(1000);
    }

    @Test
    void aProportionalSizeIsReadFromItsLine() {
        String rollup =
                "5-7 ---p 0 00:00 0  [rollup]\nRss:  928 kB\nPss:      101 kB\nPss_Dirty: 8 kB\n";
        assertThat(ProportionalSizes.parse(rollup, 5)).isEqualTo(101 << 10);
        assertThat(ProportionalSizes.parse("nothing", 5)).isEqualTo(5);
    }
}
