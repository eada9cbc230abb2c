package dev.stratavore.pty.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HistoryRendererTest {
    private static HistoryRenderer fed(int cols, int rows, int most, String output) {
        HistoryRenderer history = new HistoryRenderer(cols, rows, most);
        history.feed(Fed.bytes(output), 0, Fed.bytes(output).length);
        return history;
    }

    @Test
    void itKeepsTheLastLinesThatScrolledOff() {
        HistoryRenderer history = fed(9, 2, 3, "1\r\n2\r\n3\r\n4\r\n5\r\n6");
        assertThat(history.text()).isEqualTo("2\n3\n4\n");
        assertThat(history.size()).isEqualTo(3);
        assertThat(history.mirror().text()).isEqualTo("5\n6");
    }

    @Test
    void linesKeepTheirStyle() {
        assertThat(Fed.shown(fed(9, 1, 9, "\033[1ma\033[mb\r\n\033[42m \r\n").ansi()))
                .isEqualTo("\\e[0;1ma\\e[0mb\\e[0m\r\n\\e[0;42m \\e[0m\r\n");
    }

    @Test
    void aLineThatRanOverIsOneLine() {
        HistoryRenderer history = fed(4, 1, 9, "abcd ef\r\nx\r\n");
        assertThat(history.text()).isEqualTo("abcd ef\nx\n");
        assertThat(Fed.shown(history.ansi())).isEqualTo("abcd\\e[0m ef\\e[0m\r\nx\\e[0m\r\n");
    }

    @Test
    void blanksAtTheEdgeOfALineThatRanOverStay() {
        assertThat(fed(4, 1, 9, "abc de\r\n\n").text()).isEqualTo("abc de\n\n");
        assertThat(fed(4, 1, 9, "abc漢\r\n\n").text()).isEqualTo("abc漢\n\n");
    }

    @Test
    void aLineThatFillsTheScreenAndEndsDidNotRunOver() {
        assertThat(fed(4, 1, 9, "abcd\r\nefgh\r\n").text()).isEqualTo("abcd\nefgh\n");
    }

    @Test
    void onlyThePrimaryScreenAndOnlyItsTopMakeHistory() {
        assertThat(fed(9, 2, 9, "\033[?1049h1\n2\n3\n4\033[?1049l").text()).isEmpty();
        assertThat(fed(9, 3, 9, "a\r\nb\r\nc\033[2;3r\033[3H\n\n\n").text()).isEmpty();
        assertThat(fed(9, 3, 9, "a\r\nb\r\nc\033[1;2r\033[2H\n").text()).isEqualTo("a\n");
        assertThat(fed(9, 3, 9, "a\r\nb\r\nc\033[1H\033[M").text()).isEmpty();
        assertThat(fed(9, 3, 9, "a\r\nb\r\nc\033[2S").text()).isEqualTo("a\nb\n");
    }

    @Test
    void aProgramMayForgetIt() {
        assertThat(fed(9, 1, 9, "a\r\nb\r\n\033[3Jc\r\n").text()).isEqualTo("c\n");
    }

    @Test
    void noLinesMayBeAskedFor() {
        assertThat(fed(9, 1, 0, "a\r\nb\r\n").size()).isZero();
        assertThatThrownBy(() -> new HistoryRenderer(9, 1, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void historyAndSnapshotTogetherAreTheWholeOutput() {
        StringBuilder output = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            output.append("line ").append(i).append("\r\n");
        }
        HistoryRenderer history = fed(20, 7, 1000, output.toString());
        assertThat(history.text() + history.mirror().text() + "\n")
                .isEqualTo(output.toString().replace("\r", ""));
    }

    @Test
    void aSnapshotAfterTheScrollbackLosesNoLine() {
        HistoryRenderer history = fed(9, 4, 9, "1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7");
        for (String before : new String[] {"", "$ attach\r\n", "a\r\nb\r\nc\r\nd\r\n"}) {
            HistoryRenderer terminal = fed(9, 4, 99, before);
            byte[] scrollback = history.scrollback(4);
            terminal.feed(scrollback, 0, scrollback.length);
            byte[] snapshot = history.mirror().snapshot();
            terminal.feed(snapshot, 0, snapshot.length);
            assertThat(terminal.text()).isEqualTo(before.replace("\r", "") + "1\n2\n3\n");
            assertThat(terminal.mirror().text()).isEqualTo("4\n5\n6\n7");
        }
    }

    @Test
    void aListenerIsToldOfEachLine() {
        Mirror mirror = new Mirror(4, 1);
        List<ScreenLine> lines = new ArrayList<>();
        mirror.onScrolledOff(lines::add);
        Fed.feed(mirror, "abcde\r\n\033[1mf\r\n");
        assertThat(lines).extracting(ScreenLine::text).containsExactly("abcd", "e", "f");
        assertThat(lines).extracting(ScreenLine::wrapped).containsExactly(true, false, false);
        assertThat(Fed.shown(lines.get(2).ansi())).isEqualTo("\\e[0;1mf\\e[0m");
    }

    @Test
    void whatIsWrittenToATerminalOfTheSameSizeLooksTheSame() {
        Recording recording = Recording.load("subagent_compact");
        Recording.Size size = recording.first();
        HistoryRenderer history = new HistoryRenderer(size.cols(), size.rows(), 500);
        history.feed(recording.output(), 0, recording.output().length);
        assertThat(history.size()).isGreaterThan(20);
        HistoryRenderer again = new HistoryRenderer(size.cols(), 1, 500);
        again.feed(history.ansi(), 0, history.ansi().length);
        assertThat(again.text()).isEqualTo(history.text());
    }
}
