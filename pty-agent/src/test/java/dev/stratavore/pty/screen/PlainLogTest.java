package dev.stratavore.pty.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlainLogTest {
    private final List<String> lines = new ArrayList<>();

    private PlainLog log(int cols, int rows) {
        return new PlainLog(cols, rows, lines::add);
    }

    private static void feed(PlainLog log, String output) {
        byte[] b = Fed.bytes(output);
        log.feed(b, 0, b.length);
    }

    @Test
    void everyLineIsToldOnce() {
        PlainLog log = log(20, 3);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            feed(log, "line " + i + "\r\n");
            expected.add("line " + i);
            if (i % 7 == 0) {
                log.settle();
            }
        }
        log.finish();
        assertThat(lines).isEqualTo(expected);
    }

    @Test
    void aQuietProgramsLinesAboveTheCursorAreTold() {
        PlainLog log = log(20, 5);
        feed(log, "one\r\ntwo\r\nthr");
        assertThat(lines).isEmpty();
        log.settle();
        assertThat(lines).containsExactly("one", "two");
        log.settle();
        assertThat(lines).hasSize(2);
        feed(log, "ee\r\n");
        log.settle();
        assertThat(lines).containsExactly("one", "two", "three");
    }

    @Test
    void aLineThatChangedIsToldAgain() {
        PlainLog log = log(20, 3);
        feed(log, "10%\r\n");
        log.settle();
        feed(log, "\033[A20%\r\n1\r\n2\r\n3");
        log.finish();
        assertThat(lines).containsExactly("10%", "20%", "1", "2", "3");
    }

    @Test
    void whatWasOverwrittenBeforeAnybodyLookedIsNotTold() {
        PlainLog log = log(20, 3);
        feed(log, "10%\r20%\r100%\r\ndone\r\n");
        log.finish();
        assertThat(lines).containsExactly("100%", "done");
    }

    @Test
    void linesThatRanOverAreJoined() {
        PlainLog log = log(4, 2);
        feed(log, "abcdefghij\r\nk\r\nl\r\n");
        log.finish();
        assertThat(lines).containsExactly("abcdefghij", "k", "l");
    }

    @Test
    void aJoinedLineIsToldWholeWhenQuietInItsMiddle() {
        PlainLog log = log(4, 2);
        feed(log, "abcdefghij");
        log.settle();
        assertThat(lines).isEmpty();
        feed(log, "kl\r\nm\r\nn");
        log.finish();
        assertThat(lines).containsExactly("abcdefghijkl", "m", "n");
    }

    @Test
    void aClearedScreenIsTold() {
        PlainLog log = log(20, 5);
        feed(log, "one\r\ntwo\033[H\033[2Jthree");
        log.finish();
        assertThat(lines).containsExactly("one", "two", "three");
    }

    @Test
    void blankLinesBetweenStay() {
        PlainLog log = log(20, 5);
        feed(log, "one\r\n\r\ntwo\r\n");
        log.finish();
        assertThat(lines).containsExactly("one", "", "two");
    }

    @Test
    void stylesAndColumnsAreNotInTheText() {
        PlainLog log = log(20, 5);
        feed(log, "\033[1mone\033[10Gtwo\033[m\033[K");
        log.finish();
        assertThat(lines).containsExactly("one      two");
    }

    @Test
    void theAlternateScreenPassesByButForItsEnd() {
        PlainLog log = log(20, 3);
        feed(log, "before\r\n\033[?1049h\033[Hx\033[Hy\033[?1049lafter\r\n");
        log.settle();
        feed(log, "\033[?1049h\033[Hlast");
        log.settle();
        assertThat(lines).containsExactly("before", "after");
        log.finish();
        assertThat(lines).containsExactly("before", "after", "last");
    }

    @Test
    void aChangeOfSizeTellsNothingTwice() {
        PlainLog log = log(20, 4);
        feed(log, "a long line\r\nx\r\ny");
        log.resize(5, 4);
        feed(log, "\r\nz\r\n1\r\n2");
        log.finish();
        assertThat(lines).containsExactly("a long line", "x", "y", "z", "1", "2");
    }

    @Test
    void aLineWhoseRestWasOverwrittenEndsThere() {
        PlainLog log = log(4, 2);
        feed(log, "abcdefgh\r\nx\033[HZZ\033[K\r\n\n\n");
        log.finish();
        assertThat(lines).containsExactly("abcd", "ZZ", "x");
    }

    @Test
    void aLineWithoutEndIsToldInParts() {
        PlainLog log = log(80, 4);
        feed(log, "x".repeat(1_000_000));
        assertThat(lines).isNotEmpty().allSatisfy(l -> assertThat(l).hasSizeLessThan(70_000));
        log.finish();
        assertThat(String.join("", lines)).hasSize(1_000_000);
    }

    @Test
    void aRecordedConversationIsReadable() {
        Recording recording = Recording.load("subagent_compact");
        PlainLog log = log(recording.first().cols(), recording.first().rows());
        log.feed(recording.output(), 0, recording.output().length);
        log.finish();
        assertThat(lines).anySatisfy(l -> assertThat(l).contains("Claude Code"));
        assertThat(lines).noneMatch(l -> l.chars().anyMatch(Character::isISOControl));
    }
}
