package dev.stratavore.pty.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SnapshotTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "abcd",
                "abc漢",
                "ab\033[1;31mcd\033[m",
                "abcd\033[?7l",
                "abcd\033[4h",
                "abcd\033(0",
                "abcde\0301",
                "\033[2;3r\033[?6hab",
                "abc\0337\033[3;3Hx",
                "abcd\0337\033[Hx",
                "\033[3;4Hx\0337\033[?1049h"
            })
    void whatComesNextLooksTheSame(String output) {
        Mirror mirror = Fed.mirror(4, 4, output);
        Mirror again = Fed.again(mirror);
        assertThat(Fed.cursor(again)).isEqualTo(Fed.cursor(mirror));
        for (String next : new String[] {"q", "é", "\0338q", "\n\n\n\nq", "\033[?1049lq"}) {
            assertThat(Fed.shown(Fed.feed(again, next).ansi()))
                    .isEqualTo(Fed.shown(Fed.feed(mirror, next).ansi()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\033",
                "\033(",
                "\033[",
                "\033[1;3",
                "\033[?20",
                "\033[ ",
                "\033[<:",
                "\033]2;ti",
                "\033P1;2",
                "\033_x"
            })
    void aSequenceThatWasCutGoesOn(String begun) {
        for (String rest : new String[] {"1mA", "0A", "\033\\A", "\007A", "04hA", "tle\007A"}) {
            Mirror mirror = Fed.mirror(20, 2, "x" + begun);
            Mirror again = Fed.again(mirror);
            assertThat(Fed.snapshot(Fed.feed(again, rest)))
                    .isEqualTo(Fed.snapshot(Fed.feed(mirror, rest)));
        }
    }

    @Test
    void aCharacterThatWasCutGoesOn() {
        Mirror mirror = new Mirror(9, 1);
        Fed.feed(mirror, new byte[] {'a', (byte) 0xe6, (byte) 0xbc});
        Mirror again = Fed.again(mirror);
        Fed.feed(again, new byte[] {(byte) 0xa2, 'b'});
        assertThat(again.text()).isEqualTo("a漢b");
    }

    @Test
    void aCursorSavedOutsideTheRegionIsSavedInIt() {
        for (String output :
                new String[] {
                    "\033[3;5r\033[?6h\0337\033[6;9r", "\033[6;8r\033[?6h\0337\033[1;3r"
                }) {
            Mirror mirror = Fed.mirror(9, 9, output);
            assertThat(Fed.snapshot(mirror)).doesNotContain("[-");
            Mirror again = Fed.again(mirror);
            assertThat(Fed.cursor(Fed.feed(again, "\0338")))
                    .isEqualTo(Fed.cursor(Fed.feed(mirror, "\0338")));
        }
    }

    @Test
    void aBlankScreenIsShort() {
        assertThat(new Mirror(200, 60).snapshot().length).isLessThan(300);
    }

    @Test
    void linesThatRanOverRunOverAgain() {
        Mirror mirror = Fed.mirror(4, 4, "abcdefgh\r\nij");
        Mirror again = Fed.again(mirror);
        assertThat(again.screen().grid.row(1).continues).isTrue();
        assertThat(again.screen().grid.row(2).continues).isFalse();
    }

    @Test
    void aCharacterOfDisputedWidthDoesNotMoveTheRest() {
        assertThat(Fed.snapshot(Fed.mirror(9, 1, "❤\ufe0fx"))).contains("❤\ufe0f\\e[2Gx");
        assertThat(Fed.snapshot(Fed.mirror(9, 1, "😀x"))).contains("😀\\e[3Gx");
        assertThat(Fed.snapshot(Fed.mirror(9, 1, "漢x"))).contains("漢x");
    }

    @Test
    void anUpdateThatIsHeldBackStaysSo() {
        assertThat(Fed.snapshot(Fed.mirror(9, 1, "\033[?2026ha"))).doesNotContain("?2026l");
        assertThat(Fed.snapshot(Fed.mirror(9, 1, "a"))).endsWith("\\e[?2026l");
    }

    @Test
    void theScreenAsAnsiEndsEachLineWithAReset() {
        assertThat(Fed.shown(Fed.mirror(9, 4, "\033[31ma\r\n\r\nb  \r\n").ansi()))
                .isEqualTo("\\e[0;31ma\\e[0m\n\\e[0m\n\\e[0;31mb\\e[0m\n");
    }
}
