package dev.stratavore.pty.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EditsTest {
    private static final String SCREEN = "aaaa\r\nbbbb\r\ncccc\r\ndddd";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "J|aaaa/b",
                "1J|/  bb/cccc/dddd",
                "2J|''",
                "3J|aaaa/bbbb/cccc/dddd",
                "?J|aaaa/b",
                "K|aaaa/b/cccc/dddd",
                "1K|aaaa/  bb/cccc/dddd",
                "2K|aaaa//cccc/dddd",
                "?2K|aaaa//cccc/dddd",
                "X|aaaa/b bb/cccc/dddd",
                "2X|aaaa/b  b/cccc/dddd",
                "99X|aaaa/b/cccc/dddd",
                "@|aaaa/b bb/cccc/dddd",
                "P|aaaa/bbb/cccc/dddd",
                "2P|aaaa/bb/cccc/dddd",
                "99P|aaaa/b/cccc/dddd",
                "L|aaaa//bbbb/cccc",
                "2L|aaaa///bbbb",
                "99L|aaaa",
                "M|aaaa/cccc/dddd",
                "99M|aaaa",
                "S|bbbb/cccc/dddd",
                "2S|cccc/dddd",
                "99S|''",
                "T|/aaaa/bbbb/cccc",
                "2T|//aaaa/bbbb",
                "2^|//aaaa/bbbb",
                "1;2;3;4;5T|aaaa/bbbb/cccc/dddd"
            })
    void aSequenceEditsTheScreen(String sequence, String expected) {
        Mirror mirror = Fed.mirror(4, 4, SCREEN + "\033[2;2H\033[" + sequence);
        assertThat(mirror.text()).isEqualTo(expected.replace('/', '\n'));
    }

    @Test
    void insertAndDeleteLineGoToTheFirstColumnAndKeepToTheRegion() {
        String region = SCREEN + "\033[2;3r\033[2;3H";
        assertThat(Fed.mirror(4, 4, region + "\033[L").text()).isEqualTo("aaaa\n\nbbbb\ndddd");
        assertThat(Fed.mirror(4, 4, region + "\033[M").text()).isEqualTo("aaaa\ncccc\n\ndddd");
        assertThat(Fed.cursor(Fed.mirror(4, 4, region + "\033[M"))).isEqualTo("0,1");
        assertThat(Fed.mirror(4, 4, region + "\033[4H\033[M").text())
                .isEqualTo("aaaa\nbbbb\ncccc\ndddd");
    }

    @Test
    void linesScrollWithinTheRegion() {
        assertThat(Fed.mirror(4, 4, SCREEN + "\033[2;3r\033[3H\nx").text())
                .isEqualTo("aaaa\ncccc\nx\ndddd");
        assertThat(Fed.mirror(4, 4, SCREEN + "\033[2;3r\033[2H\033Mx").text())
                .isEqualTo("aaaa\nx\nbbbb\ndddd");
        assertThat(Fed.mirror(4, 4, SCREEN + "\033[2;3r\033[4H\nx").text())
                .isEqualTo("aaaa\nbbbb\ncccc\nxddd");
    }

    @Test
    void aRegionOfOneLineIsRefusedAndAMissingOneIsTheScreen() {
        assertThat(Fed.cursor(Fed.mirror(4, 4, "\033[3;3H\033[2;2r"))).isEqualTo("2,2");
        assertThat(Fed.mirror(4, 4, "\033[2;3r\033[r").screen().regionIsFull()).isTrue();
        assertThat(Fed.mirror(4, 4, "\033[2;99r").screen().bottom).isEqualTo(3);
    }

    @Test
    void whatIsErasedTakesTheBackgroundOnly() {
        assertThat(Fed.shown(Fed.mirror(4, 1, "\033[1;4;41m\033[2X").ansi()))
                .isEqualTo("\\e[0;41m  \\e[0m\n");
        assertThat(Fed.shown(Fed.mirror(2, 2, "\033[41m\033[2;1H\n").ansi()))
                .isEqualTo("\\e[0m\n\\e[0;41m  \\e[0m\n");
    }

    @Test
    void erasingToTheRightOfAPendingWrapErasesNothing() {
        assertThat(Fed.mirror(4, 1, "abcd\033[K").text()).isEqualTo("abcd");
        assertThat(Fed.mirror(4, 1, "abcd\033[1K").text()).isEmpty();
    }

    @Test
    void theAlignmentPatternFillsTheScreen() {
        Mirror mirror = Fed.mirror(2, 2, "\033[1;31m\033[?6h\033[2;2Hx\033#8\033[m");
        assertThat(Fed.shown(mirror.ansi())).isEqualTo("EE\\e[0m\nEE\\e[0m\n");
        assertThat(Fed.cursor(mirror)).isEqualTo("0,0");
        assertThat(mirror.modeResets()).isEmpty();
    }

    @Test
    void aLineWhoseNeighbourAboveScrolledAwayIsNoContinuation() {
        Mirror mirror = Fed.mirror(4, 4, "\r\n\r\nabcdefgh\033[1;3r\033[3H\n");
        assertThat(mirror.screen().grid.row(3).continues).isFalse();
        mirror = Fed.mirror(4, 4, "\r\nabcdefgh\033[2;4r\033[2H\033M\033M");
        assertThat(mirror.screen().grid.row(3).continues).isFalse();
        mirror = Fed.mirror(4, 4, "abcdefgh\033[2H\033[L");
        assertThat(mirror.screen().grid.row(2).continues).isFalse();
    }
}
