package dev.stratavore.pty.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PrintingTest {
    private static String text(int cols, int rows, String output) {
        return Fed.mirror(cols, rows, output).text();
    }

    @Test
    void aLineWrapsOnlyWhenTheNextCharacterComes() {
        assertThat(Fed.cursor(Fed.mirror(4, 2, "abcd"))).isEqualTo("3,0+");
        assertThat(text(4, 2, "abcd\r\ne")).isEqualTo("abcd\ne");
        assertThat(text(4, 2, "abcde")).isEqualTo("abcd\ne");
    }

    @Test
    void withoutAutowrapTheLastColumnIsOverwritten() {
        assertThat(text(4, 2, "\033[?7labcdef")).isEqualTo("abcf");
        assertThat(text(4, 2, "\033[?7labcdef\033[?7hg")).isEqualTo("abcf\ng");
    }

    @Test
    void aWideCharacterTakesTwoColumnsAndWrapsWhole() {
        assertThat(Fed.cursor(Fed.mirror(8, 1, "漢a"))).isEqualTo("3,0");
        assertThat(text(5, 2, "abcd漢")).isEqualTo("abcd\n漢");
        assertThat(text(5, 2, "\033[?7labcd漢x")).isEqualTo("abcdx");
        assertThat(text(1, 2, "漢a")).isEqualTo("a");
    }

    @Test
    void overwritingHalfOfAWideCharacterBlanksTheOtherHalf() {
        assertThat(text(8, 1, "漢字\033[1;2Hx")).isEqualTo(" x字");
        assertThat(text(8, 1, "漢字\033[1;1Hx")).isEqualTo("x 字");
        assertThat(text(8, 1, "漢字\033[1;2H漢")).isEqualTo(" 漢");
        assertThat(text(8, 1, "漢字\033[1;2H\033[X")).isEqualTo("  字");
        assertThat(text(8, 1, "a漢字\033[1;3H\033[P")).isEqualTo("a 字");
        assertThat(text(8, 1, "a漢b\033[1;1H\033[2P")).isEqualTo(" b");
        assertThat(text(4, 1, "a漢b\033[1;1H\033[@")).isEqualTo(" a漢");
        assertThat(text(3, 1, "a漢\033[1;1H\033[@")).isEqualTo(" a");
    }

    @Test
    void marksCombineWithTheCharacterBeforeThem() {
        assertThat(text(4, 1, "e\u0301x")).isEqualTo("e\u0301x");
        assertThat(text(1, 1, "e\u0301")).isEqualTo("e\u0301");
        assertThat(text(4, 1, "漢\u0301x")).isEqualTo("漢\u0301x");
        assertThat(text(4, 1, "\u0301x")).isEqualTo("x");
        assertThat(text(4, 1, "\033[2C\u0301x")).isEqualTo("  \u0301x");
        assertThat(text(4, 1, "e\u0301\033[1;1Hx")).isEqualTo("x");
    }

    @Test
    void anEndlessPileOfMarksIsBounded() {
        assertThat(text(4, 1, "e" + "\u0301".repeat(1000))).hasSizeLessThan(20);
    }

    @Test
    void insertModeShiftsTheRestOfTheLine() {
        assertThat(text(6, 1, "abcd\033[1;2H\033[4hXY\033[4lZ")).isEqualTo("aXYZcd");
        assertThat(text(4, 1, "abcd\033[1;1H\033[4h漢")).isEqualTo("漢ab");
    }

    @Test
    void repeatRepeatsTheLastCharacter() {
        assertThat(text(8, 1, "ab\033[3b")).isEqualTo("abbbb");
        assertThat(text(8, 1, "\033[3b")).isEmpty();
        assertThat(text(3, 2, "x\033[99999b")).isEqualTo("xxx\nx");
        assertThat(text(3, 2, "x\033[99997b")).isEqualTo("xxx\nxx");
        assertThat(text(3, 2, "漢\033[99999b")).isEqualTo("漢\n漢");
    }

    @Test
    void repeatRepeatsNothingAfterAControlFunction() {
        for (String between :
                new String[] {"\r\n", "\033[m", "\0337", "\033]2;t\007", "\033[1\030", "\033[b"}) {
            String output = "a" + between;
            assertThat(text(8, 2, output + "\033[3b")).isEqualTo(text(8, 2, output));
        }
    }

    @Test
    void whatIsLeftOfAWideCharacterKeepsItsStyle() {
        String half = "\033[4;58;5;9;41m漢\033[m";
        String blank = "\\e[0;4;41;58:5:9m \\e[0m";
        assertThat(Fed.shown(Fed.mirror(4, 1, half + "\rx").ansi())).isEqualTo("x" + blank + "\n");
        assertThat(Fed.shown(Fed.mirror(4, 1, half + "\bx").ansi())).isEqualTo(blank + "x\\e[0m\n");
    }

    @Test
    void specialGraphicsAreDrawnInG0AndG1() {
        assertThat(text(8, 1, "\033(0lqk\033(Blqk")).isEqualTo("┌─┐lqk");
        assertThat(text(8, 1, "\033)0a\016x\017x")).isEqualTo("a│x");
        assertThat(text(8, 1, "\033(0~_`\033(B")).isEqualTo("· ◆");
        assertThat(text(8, 1, "\033(A#\033(B#")).isEqualTo("£#");
    }

    @Test
    void savingTheCursorSavesTheCharset() {
        assertThat(text(8, 1, "\033(0\0337\033(Ba\0338q")).isEqualTo("─");
    }

    @Test
    void controlsThatMeanNothingAreNotShown() {
        assertThat(text(8, 1, "a\000\001\007\177\u0085b")).isEqualTo("ab");
    }

    @Test
    void whatCannotBeDecodedIsShownAsReplacement() {
        Mirror mirror = new Mirror(9, 1);
        byte[] bad = {
            (byte) 0xff, 'a', (byte) 0xe2, (byte) 0x82, 'b', (byte) 0xed, (byte) 0xa0, '\r'
        };
        Fed.feed(mirror, bad);
        assertThat(mirror.text()).isEqualTo("\ufffda\ufffdb\ufffd\ufffd");
    }

    @Test
    void aCharacterIsNotJoinedAcrossASequence() {
        Mirror mirror = new Mirror(9, 1);
        Fed.feed(mirror, new byte[] {(byte) 0xe2, (byte) 0x82, 0x1b, '[', 'm', (byte) 0xac});
        assertThat(mirror.text()).isEqualTo("\ufffd\ufffd");
    }
}
