package dev.stratavore.pty.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SgrTest {
    @ParameterizedTest
    @CsvSource({
        "1,0;1",
        "2,0;2",
        "3,0;3",
        "4,0;4",
        "5,0;5",
        "6,0;5",
        "7,0;7",
        "8,0;8",
        "9,0;9",
        "21,0;4:2",
        "53,0;53",
        "4:1,0;4",
        "4:3,0;4:3",
        "4:5,0;4:5",
        "31,0;31",
        "97,0;97",
        "42,0;42",
        "105,0;105",
        "38;5;200,0;38;5;200",
        "38;5;3,0;33",
        "38:5:200,0;38;5;200",
        "48;5;12,0;104",
        "38;2;1;2;3,0;38;2;1;2;3",
        "48:2:1:2:3,0;48;2;1;2;3",
        "48:2::1:2:3,0;48;2;1;2;3",
        "48:2:9:1:2:3,0;48;2;1;2;3",
        "4;58;5;9,0;4;58:5:9",
        "4;58:2::1:2:3,0;4;58:2::1:2:3",
        "1;38;5;0;3,0;1;3;30",
        "38;2;1;2;3;4,0;4;38;2;1;2;3",
        "3;38;5,0;3",
        "1;3:7,0;1",
        "1;99,0;1",
    })
    void anAttributeIsKept(String sequence, String expected) {
        assertThat(Fed.shown(Fed.mirror(4, 1, "\033[" + sequence + "mx").ansi()))
                .isEqualTo("\\e[" + expected + "mx\\e[0m\n");
    }

    @ParameterizedTest
    @CsvSource({
        "1;22",
        "2;22",
        "1;2;22",
        "3;23",
        "4;24",
        "4:3;4:0",
        "21;24",
        "5;25",
        "7;27",
        "8;28",
        "9;29",
        "53;55",
        "31;39",
        "48;5;7;49",
        "1;0",
        "4;58;5;1;0"
    })
    void anAttributeIsTakenBack(String sequence) {

        assertThat(Fed.shown(Fed.mirror(4, 1, "\033[" + sequence + "mx").ansi()))
                .isEqualTo("x\\e[0m\n");
    }

    @Test
    void aSequenceWithoutParametersResets() {
        assertThat(Fed.shown(Fed.mirror(4, 1, "\033[1;31m\033[mx").ansi())).isEqualTo("x\\e[0m\n");
    }

    @Test
    void sequencesOfOtherMarkersAreNoAttributes() {
        assertThat(Fed.shown(Fed.mirror(4, 1, "\033[>4;1m\033[?4mx").ansi()))
                .isEqualTo("x\\e[0m\n");
    }

    @Test
    void anUnderlinesColourIsNothingWithoutUnderline() {
        assertThat(Fed.shown(Fed.mirror(4, 1, "\033[58:5:9mx").ansi())).isEqualTo("x\\e[0m\n");
    }

    @Test
    void aMarkOnABlankDoesNotBringAColourToLight() {
        assertThat(Fed.shown(Fed.mirror(4, 1, "\033[31m \u0301").ansi()))
                .isEqualTo(" \u0301\\e[0m\n");
    }

    @Test
    void tooManyParametersDoNoHarm() {
        Mirror mirror = Fed.mirror(4, 1, "\033[" + "1;".repeat(500) + "3mx");
        assertThat(mirror.text()).isEqualTo("x");
    }

    @Test
    void blanksShowOnlyWhatCanBeSeen() {
        assertThat(Fed.shown(Fed.mirror(4, 1, "\033[1;31m a").ansi()))
                .isEqualTo(" \\e[0;1;31ma\\e[0m\n");
        assertThat(Fed.shown(Fed.mirror(4, 1, "\033[1;7m \033[m").ansi()))
                .isEqualTo("\\e[0;1;7m \\e[0m\n");
    }
}
