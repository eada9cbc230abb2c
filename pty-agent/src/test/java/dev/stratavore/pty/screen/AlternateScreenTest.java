package dev.stratavore.pty.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AlternateScreenTest {
    @ParameterizedTest
    @ValueSource(ints = {47, 1047, 1049})
    void thePrimaryScreenIsUnderneath(int mode) {
        Mirror mirror = Fed.mirror(8, 2, "one\033[?" + mode + "h");
        assertThat(mirror.text()).isEmpty();
        assertThat(mirror.alternateScreen()).isTrue();
        Fed.feed(mirror, "\033[Htwo");
        assertThat(mirror.text()).isEqualTo("two");
        Fed.feed(mirror, "\033[?" + mode + "l");
        assertThat(mirror.text()).isEqualTo("one");
        assertThat(mirror.alternateScreen()).isFalse();
    }

    @Test
    void leavingBringsTheCursorBackWhereItWasSaved() {
        assertThat(Fed.cursor(Fed.mirror(8, 4, "one\033[?1049h\033[4;4H\033[?1049l")))
                .isEqualTo("3,0");
        assertThat(Fed.cursor(Fed.mirror(8, 4, "one\033[?1047h\033[4;4H\033[?1047l")))
                .isEqualTo("3,3");
    }

    @Test
    void itIsBlankEachTime() {
        assertThat(Fed.mirror(8, 2, "\033[?47hx\033[?47l\033[?47h").text()).isEmpty();
    }

    @Test
    void enteringTwiceKeepsTheFirstCursor() {
        assertThat(Fed.cursor(Fed.mirror(8, 4, "one\033[?1049h\033[4;4H\033[?1049h\033[?1049l")))
                .isEqualTo("3,0");
    }

    @Test
    void itsSavedCursorIsItsOwn() {
        Mirror mirror = Fed.mirror(8, 4, "\033[2;2H\0337\033[?1047h\033[3;3H\0337\033[?1047l\0338");
        assertThat(Fed.cursor(mirror)).isEqualTo("1,1");
    }

    @Test
    void nothingOfTheLastTimeIsLeftInIt() {
        Mirror mirror = Fed.mirror(8, 4, "\033[?1047h\033[3;3H\0337\033[>5u\033[?1047l");
        Fed.feed(mirror, "\033[?1047h\0338");
        assertThat(Fed.cursor(mirror)).isEqualTo("0,0");
        assertThat(mirror.screen().modes.keys().flags()).isZero();
    }

    @Test
    void aSnapshotRestoresBoth() {
        Mirror mirror = Fed.mirror(8, 3, "one\r\ntwo\033[?1049h\033[2;2Halt");
        Mirror attached = Fed.again(mirror);
        assertThat(attached.text()).isEqualTo("\n alt");
        Fed.feed(attached, "\033[?1049l!");
        assertThat(attached.text()).isEqualTo("one\ntwo!");
    }

    @Test
    void aHardResetLeavesIt() {
        Mirror mirror = Fed.mirror(8, 3, "one\033[?1049hx\033c");
        assertThat(mirror.alternateScreen()).isFalse();
        assertThat(mirror.text()).isEmpty();
        assertThat(mirror.modeResets()).isEmpty();
    }
}
