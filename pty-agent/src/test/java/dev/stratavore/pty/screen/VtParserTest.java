package dev.stratavore.pty.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VtParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\033]8;;http://x\033\\",
                "\033]52;c;aGVsbG8=\007",
                "\033]133;A\007",
                "\033]1337;x=y\033\\",
                "\033P+q544e\033\\",
                "\033Pq#0~~\007~\033\\",
                "\033_Gi=1;AAAA\033\\",
                "\033^private\033\\",
                "\033Xstring\033\\",
                "\033ktitle\033\\",
                "\033]7501;state=idle\007",
                "\033[>0q",
                "\033[?1;2c",
                "\033[?25$p",
                "\033[1;2;3*y",
                "\033[1$}",
                "\033%G",
                "\033 F",
                "\033n",
                "\033*B",
                "\033[?1:2:3m",
                "\033[!q",
                "\033[1?2h",
                "\033[;:?h",
                "\033]漢字\007",
                "\033]\007",
                "\033[1 !q",
                "\033[99999999999999999999999D"
            })
    void whatIsNotKnownLeavesNothingOnTheScreen(String sequence) {
        Mirror mirror = Fed.mirror(9, 2, "a" + sequence);
        assertThat(mirror.screen().line().used()).isLessThanOrEqualTo(1);
        assertThat(Fed.shown(mirror.modeResets())).isIn("", "\\e]8;;\007");
        Fed.feed(mirror, "\033[1;2Hb");
        assertThat(mirror.text()).isEqualTo("ab");
    }

    @Test
    void cancelAndSubstituteEndASequenceAndAString() {
        for (String begun : new String[] {"\033[3", "\033(", "\033]2;x", "\033Px", "\033"}) {
            assertThat(Fed.mirror(9, 1, begun + "\030mb").text()).isEqualTo("mb");
            assertThat(Fed.mirror(9, 1, begun + "\032mb").text()).isEqualTo("mb");
            assertThat(Fed.mirror(9, 1, begun + "\030").title()).isEmpty();
        }
    }

    @Test
    void aNewSequenceEndsTheOldOne() {
        assertThat(Fed.mirror(9, 1, "\033[3\033[2Cb").text()).isEqualTo("  b");
        assertThat(Fed.mirror(9, 1, "\033]2;x\033[2Cb").text()).isEqualTo("  b");
        assertThat(Fed.mirror(9, 1, "\033]2;x\033[2Cb").title()).isEqualTo("x");
    }

    @Test
    void bytesAboveAsciiEndASequence() {
        assertThat(Fed.mirror(9, 1, "\033[3é").text()).isEqualTo("é");
    }

    @Test
    void anEndlessStringTakesNoMemory() {
        Mirror mirror = Fed.mirror(9, 1, "\033]2;");
        byte[] block = Fed.bytes("x".repeat(1 << 20));
        for (int i = 0; i < 20; i++) {
            Fed.feed(mirror, block);
        }
        assertThat(mirror.snapshot().length).isLessThan(5000);
        assertThat(Fed.feed(mirror, "\007ok").text()).isEqualTo("ok");
    }

    @Test
    void theTrackerAndTheMirrorAgreeOnEveryRecording() {
        Recording.all()
                .forEach(recording -> {
                    Mirror mirror = recording.play(recording.start(), 777);
                    ModeTracker tracker = new ModeTracker();
                    byte[] b = recording.output();
                    tracker.feed(b, 0, b.length);
                    assertThat(withoutRegion(tracker.resets()))
                            .as(recording.toString())
                            .isEqualTo(withoutRegion(mirror.modeResets()));
                });
    }

    /** To the tracker, which knows no size, a region of all lines is one that has to be undone. */
    private static String withoutRegion(byte[] resets) {
        return Fed.shown(resets).replace("\\e7\\e[r\\e8", "");
    }
}
