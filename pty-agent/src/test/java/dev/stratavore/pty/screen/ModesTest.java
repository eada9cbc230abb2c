package dev.stratavore.pty.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mode is in the snapshot, is undone by the mirror's resets, and by the tracker's. */
final class ModesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[?1h|[?1l",
                "[?5h|[?5l",
                "[?7l|[?7h",
                "[?12h|[?12l",
                "[?25l|[?25h",
                "[?66h|>",
                "=|>",
                "[?1004h|[?1004l",
                "[?2004h|[?2004l",
                "[?2026h|[?2026l",
                "[?2027h|[?2027l",
                "[?2031h|[?2031l",
                "[?2048h|[?2048l",
                "[?1000h|[?1000;1002;1003l^[?1000l",
                "[?1003h|[?1000;1002;1003l^[?1003l",
                "[?1006h|[?1006l",
                "[?1016h|[?1016l",
                "[?1049h|[?1049l",
                "[4h|[4l",
                "[20h|[20l",
                "[4 q|[0 q",
                "[>4;2m|[>4m",
                "[>5u|[<1u",
                "[>1u^[>2u|[<2u",
                "[=3u|[=0u",
                "[1;31m|[m",
                "(0|(B^)B#",
                "[2;3r|7^[r^8",
                "[?6h|[?6l^[r^[999;1H",
                "[?1;2004h|[?1l^[?2004l",
                "]8;;http://x\\|]8;;@",
                "]12;red\\|]112@"
            })
    void aModeIsUndone(String sequence, String undo) {
        String on = "\033" + sequence.replace("^", "\033").replace("\\", "\033\\");
        String expected =
                "\\e" + undo.replace("^", "\\e").replace("#", "\017").replace("@", "\007");
        Mirror mirror = Fed.mirror(10, 5, on);
        assertThat(Fed.shown(mirror.modeResets())).isEqualTo(expected);
        ModeTracker tracker = new ModeTracker();
        for (byte b : Fed.bytes(on)) {
            tracker.feed(new byte[] {b}, 0, 1);
        }
        assertThat(Fed.shown(tracker.resets())).isEqualTo(expected);
        assertThat(Fed.shown(tracker.resets())).as("asked again").isEqualTo(expected);
        byte[] resets = tracker.resets();
        tracker.feed(resets, 0, resets.length);
        assertThat(tracker.resets()).isEmpty();
        if (!on.contains("]")) {
            assertThat(Fed.shown(Fed.again(mirror).modeResets())).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[?1h^[?1l",
                "[?25l^[?25h",
                "[>4;2m^[>4m",
                "[>4;2m^[>4n",
                "[>5u^[<u",
                "[>5u^[<99u",
                "[=3u^[=3;3u",
                "[?1003h^[?1000l",
                "[?1006h^[?1016l",
                "[4 q^[0 q",
                "=^>",
                "[?1049h^[?1049l",
                "[1m^7^[m^8^[m",
                "[2;3r^[r",
                "(0^(B",
                "[?1h^[?7l^[?25l^[4h^[2;3r^[1m^(0^[?6h^[!p",
                "[?1049h^[?2004h^[>1u^[4 q^c",
                "]12;red\\^]112\\",
                "]12;?\\",
                "]8;;http://x\\^]8;;\\",
                "]9;4;1;50\\^]9;4;0\\",
                "[?1048h^[1m^[?1048l",
                "[1m^7^[!p^8",
                "[?3h",
                "[?9999h",
                "[?1049h^[>1u^[?1049l"
            })
    void whatIsTakenBackNeedsNoReset(String sequences) {
        String output = "\033" + sequences.replace("^", "\033").replace("\\", "\033\\");
        assertThat(Fed.shown(Fed.mirror(10, 5, output).modeResets())).isEmpty();
        ModeTracker tracker = new ModeTracker();
        tracker.feed(Fed.bytes(output), 0, Fed.bytes(output).length);
        assertThat(Fed.shown(tracker.resets())).isEmpty();
    }

    @Test
    void controlsBeforeASequenceDoNotHideIt() {
        byte[] output = Fed.bytes("\0a\u0001 text\u000b, more of it\u001a\033[?25l");
        ModeTracker tracker = new ModeTracker();
        tracker.feed(output, 0, output.length);
        assertThat(Fed.shown(tracker.resets())).isEqualTo("\\e[?25h");
    }

    @Test
    void aFreshTerminalNeedsNoReset() {
        assertThat(new Mirror(80, 24).modeResets()).isEmpty();
        assertThat(new ModeTracker().resets()).isEmpty();
        assertThat(Fed.mirror(80, 24, "hello\r\n").modeResets()).isEmpty();
    }

    @Test
    void theUpdateAndTheScreenAreUndoneBeforeTheRest() {
        String all = "\033[?25l\033[?1049h\033[>1u\033[?2026h\033[?2004h";
        assertThat(Fed.shown(Fed.mirror(10, 5, all).modeResets()))
                .isEqualTo("\\e[?2026l\\e[<1u\\e[?1049l\\e[?25h\\e[?2004l");
    }

    @Test
    void leavingTheAlternateScreenBringsBackAPenThatIsUndoneToo() {
        String output = "\033[31m\033[?1049h\033[m";
        assertThat(Fed.shown(Fed.mirror(10, 5, output).modeResets())).isEqualTo("\\e[?1049l\\e[m");
    }

    @Test
    void theKeyboardStackIsRestoredInOrder() {
        Mirror mirror = Fed.mirror(10, 5, "\033[=1u\033[>3u\033[>7u");
        Mirror again = Fed.again(mirror);
        assertThat(again.screen().modes.keys().flags()).isEqualTo(7);
        Fed.feed(again, "\033[<u");
        assertThat(again.screen().modes.keys().flags()).isEqualTo(3);
        Fed.feed(again, "\033[<u");
        assertThat(again.screen().modes.keys().flags()).isEqualTo(1);
    }

    @Test
    void theOldestOfTooManyKeyboardFlagsFallOut() {
        Mirror mirror = new Mirror(9, 1);
        for (int i = 0; i < 100; i++) {
            Fed.feed(mirror, "\033[>" + (i % 31) + "u");
        }
        Fed.feed(mirror, "\033[<2u");
        assertThat(mirror.screen().modes.keys().flags()).isEqualTo(97 % 31);
        assertThat(mirror.snapshot().length).isLessThan(500);
        assertThat(Fed.feed(mirror, "\033[<99u").modeResets()).isEmpty();
    }

    @Test
    void theTitleIsKeptWithoutControls() {
        assertThat(Fed.mirror(9, 1, "\033]0;a b\007").title()).isEqualTo("a b");
        assertThat(Fed.mirror(9, 1, "\033]2;ü漢\033\\").title()).isEqualTo("ü漢");
        assertThat(Fed.mirror(9, 1, "\033]1;icon\007").title()).isEmpty();
        assertThat(Fed.mirror(9, 1, "\033]2;a\u0085b\007").title()).isEqualTo("ab");
        assertThat(Fed.mirror(9, 1, "\033]2;" + "x".repeat(99_999) + "\007").title()).hasSize(500);
        assertThat(Fed.mirror(9, 1, "\033]2;a\007\033[22;2t\033]2;b\007\033[23;2t").title())
                .isEqualTo("a");
        assertThat(Fed.again(Fed.mirror(9, 1, "\033]2;here\007")).title()).isEqualTo("here");
    }
}
