package dev.stratavore.pty.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CursorMovesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A|4,4",
                "3A|4,2",
                "99A|4,0",
                "B|4,6",
                "99B|4,9",
                "C|5,5",
                "99C|19,5",
                "D|3,5",
                "99D|0,5",
                "2E|0,7",
                "2F|0,3",
                "3G|2,5",
                "3`|2,5",
                "99G|19,5",
                "2d|4,1",
                "99d|4,9",
                "2e|4,7",
                "2a|6,5",
                "H|0,0",
                "3;7H|6,2",
                "3;7f|6,2",
                "0;0H|0,0",
                "99;99H|19,9",
                ";7H|6,0",
                "3H|0,2",
                "I|8,5",
                "2I|16,5",
                "9I|19,5",
                "Z|0,5",
                "99Z|0,5"
            })
    void aSequenceMovesTheCursor(String sequence, String expected) {
        Mirror mirror = Fed.mirror(20, 10, "\033[6;5H\033[" + sequence);
        assertThat(Fed.cursor(mirror)).isEqualTo(expected);
    }

    @Test
    void controlsMoveTheCursor() {
        assertThat(Fed.cursor(Fed.mirror(20, 4, "abc\b"))).isEqualTo("2,0");
        assertThat(Fed.cursor(Fed.mirror(20, 4, "\b"))).isEqualTo("0,0");
        assertThat(Fed.cursor(Fed.mirror(20, 4, "abc\t"))).isEqualTo("8,0");
        assertThat(Fed.cursor(Fed.mirror(20, 4, "abc\r"))).isEqualTo("0,0");
        assertThat(Fed.cursor(Fed.mirror(20, 4, "abc\n\013\f"))).isEqualTo("3,3");
        assertThat(Fed.cursor(Fed.mirror(20, 4, "abc\033E"))).isEqualTo("0,1");
        assertThat(Fed.cursor(Fed.mirror(20, 4, "abc\033D"))).isEqualTo("3,1");
        assertThat(Fed.cursor(Fed.mirror(20, 4, "abc\n\033M"))).isEqualTo("3,0");
    }

    @Test
    void inNewLineModeALineFeedReturns() {
        assertThat(Fed.cursor(Fed.mirror(20, 4, "\033[20habc\n"))).isEqualTo("0,1");
    }

    @Test
    void controlsInsideASequenceActAtOnce() {
        assertThat(Fed.cursor(Fed.mirror(20, 4, "ab\033[\n2\rC"))).isEqualTo("2,1");
    }

    @Test
    void theCursorStopsAtTheMarginsOfTheRegionItIsIn() {
        String region = "\033[3;6r";
        assertThat(Fed.cursor(Fed.mirror(9, 9, region + "\033[4H\033[9A"))).isEqualTo("0,2");
        assertThat(Fed.cursor(Fed.mirror(9, 9, region + "\033[2H\033[9A"))).isEqualTo("0,0");
        assertThat(Fed.cursor(Fed.mirror(9, 9, region + "\033[4H\033[9B"))).isEqualTo("0,5");
        assertThat(Fed.cursor(Fed.mirror(9, 9, region + "\033[7H\033[9B"))).isEqualTo("0,8");
    }

    @Test
    void originModeCountsFromTheRegionAndStaysInIt() {
        Mirror mirror = Fed.mirror(9, 9, "\033[3;6r\033[?6h");
        assertThat(Fed.cursor(mirror)).isEqualTo("0,2");
        assertThat(Fed.cursor(Fed.feed(mirror, "\033[2;3H"))).isEqualTo("2,3");
        assertThat(Fed.cursor(Fed.feed(mirror, "\033[99d"))).isEqualTo("2,5");
        assertThat(Fed.cursor(Fed.feed(mirror, "\033[?6l"))).isEqualTo("0,0");
    }

    @Test
    void aSavedCursorComesBackWithItsPenAndItsPendingWrap() {
        Mirror mirror = Fed.mirror(4, 3, "abcd\033[1m\0337\033[m\033[3H\0338");
        assertThat(Fed.cursor(mirror)).isEqualTo("3,0+");
        assertThat(Fed.shown(Fed.feed(mirror, "e").ansi()))
                .isEqualTo("abcd\\e[0m\n\\e[0;1me\\e[0m\n");
    }

    @Test
    void theShortSequencesSaveAndRestoreToo() {
        assertThat(Fed.cursor(Fed.mirror(9, 9, "\033[3;4H\033[s\033[H\033[u"))).isEqualTo("3,2");
        assertThat(Fed.cursor(Fed.mirror(9, 9, "\033[3;4H\033[?1048h\033[H\033[?1048l")))
                .isEqualTo("3,2");
    }

    @Test
    void withoutASavedCursorItGoesHome() {
        assertThat(Fed.cursor(Fed.mirror(9, 9, "\033[3;4H\0338"))).isEqualTo("0,0");
    }

    @Test
    void tabStopsAreSetAndCleared() {
        assertThat(Fed.cursor(Fed.mirror(20, 1, "\033[4G\033H\r\t"))).isEqualTo("3,0");
        assertThat(Fed.cursor(Fed.mirror(20, 1, "\033[9G\033[g\r\t"))).isEqualTo("16,0");
        assertThat(Fed.cursor(Fed.mirror(20, 1, "\033[3g\r\t"))).isEqualTo("19,0");
        assertThat(Fed.cursor(Fed.mirror(20, 1, "\033[3g\033[?5W\r\t"))).isEqualTo("8,0");
    }

    @Test
    void aTabDoesNotEndAPendingWrap() {
        assertThat(Fed.cursor(Fed.mirror(4, 2, "abcd\t"))).isEqualTo("3,0+");
    }
}
