package dev.stratavore.pty.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.RunnerRef;
import java.util.HashSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class AttemptMarkTest {
    @Test
    void everyAttemptHasItsOwnAndAlwaysTheSame() {
        var marks = new HashSet<Long>();
        for (int i = 1; i <= 1000; i++) {
            assertThat(marks.add(AttemptMark.of(new RunnerRef("runner-" + i, 1)))).isTrue();
            assertThat(marks.add(AttemptMark.of(new RunnerRef("runner-" + i, 2)))).isTrue();
        }
        assertThat(AttemptMark.of(new RunnerRef("runner-a", 1))).isEqualTo(2386885355533153353L);
    }

    @Test
    void onlyANumberLikeOursIsOne() {
        String rest = "Max file size    unlimited  unlimited  bytes\n";
        String line = "Max file locks             %s   unlimited            locks     \n";
        assertThat(AttemptMark.parse(rest + line.formatted("unlimited"))).isZero();
        assertThat(AttemptMark.parse(rest + line.formatted("1024"))).isZero();
        long mark = AttemptMark.of(new RunnerRef("a", 1));
        assertThat(AttemptMark.parse(rest + line.formatted(mark) + rest)).isEqualTo(mark);
        assertThat(AttemptMark.parse("")).isZero();
    }

    @Test
    void itIsTakenOnAndPutBack() {
        long self = ProcessHandle.current().pid();
        long mark = AttemptMark.of(new RunnerRef("test-" + self, 1));
        long before = Objects.requireNonNull(AttemptMark.take(mark));
        assertThat(AttemptMark.read(self)).isEqualTo(mark);
        assertThat(AttemptMark.take(before)).isEqualTo(mark);
        assertThat(AttemptMark.read(self)).isNotEqualTo(mark);
    }
}
