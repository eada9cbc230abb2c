package dev.stratavore.pty.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResizeTest {
    @Test
    void aLowerScreenKeepsTheCursorsLine() {
        Mirror mirror = Fed.mirror(4, 4, "a\r\nb\r\nc\r\nd");
        mirror.resize(4, 2);
        assertThat(mirror.text()).isEqualTo("c\nd");
        assertThat(Fed.cursor(mirror)).isEqualTo("1,1");
    }

    @Test
    void linesBelowTheCursorGoFirst() {
        Mirror mirror = Fed.mirror(4, 4, "a\r\nb\r\nc\r\nd\033[2H");
        mirror.resize(4, 2);
        assertThat(mirror.text()).isEqualTo("a\nb");
        assertThat(Fed.cursor(mirror)).isEqualTo("0,1");
    }

    @Test
    void linesThatNoLongerFitScrollOff() {
        Mirror mirror = Fed.mirror(4, 4, "a\r\nb\r\nc\r\nd");
        List<String> gone = new ArrayList<>();
        mirror.onScrolledOff(line -> gone.add(line.text()));
        mirror.resize(4, 1);
        assertThat(gone).containsExactly("a", "b", "c");
    }

    @Test
    void aNarrowerScreenCutsAndAWiderOneExtends() {
        Mirror mirror = Fed.mirror(6, 1, "abcdef");
        mirror.resize(4, 1);
        mirror.resize(6, 1);
        assertThat(mirror.text()).isEqualTo("abcd");
        Mirror wide = Fed.mirror(6, 1, "a漢");
        wide.resize(2, 1);
        assertThat(wide.text()).isEqualTo("a");
    }

    @Test
    void newColumnsHaveTabStops() {
        Mirror mirror = Fed.mirror(10, 1, "\033[3g");
        mirror.resize(30, 1);
        assertThat(Fed.cursor(Fed.feed(mirror, "\t"))).isEqualTo("16,0");
    }

    @Test
    void theRegionIsTheScreenAgain() {
        Mirror mirror = Fed.mirror(10, 6, "\033[2;3r");
        mirror.resize(10, 5);
        assertThat(mirror.screen().regionIsFull()).isTrue();
    }

    @Test
    void bothScreensChange() {
        Mirror mirror = Fed.mirror(4, 4, "a\r\nb\r\nc\r\nd\033[?1049h\033[4Hx");
        mirror.resize(4, 2);
        assertThat(mirror.text()).isEqualTo("\nx");
        assertThat(Fed.feed(mirror, "\033[?1049l").text()).isEqualTo("c\nd");
        assertThat(Fed.cursor(mirror)).isEqualTo("1,1");
    }

    @Test
    void aPendingWrapHasItsColumnOnAWiderScreen() {
        Mirror mirror = Fed.mirror(3, 2, "abc");
        mirror.resize(5, 2);
        assertThat(Fed.feed(mirror, "d").text()).isEqualTo("abcd");
        mirror = Fed.mirror(3, 2, "abc");
        mirror.resize(3, 3);
        assertThat(Fed.feed(mirror, "d").text()).isEqualTo("abc\nd");
    }

    @Test
    void aSavedCursorMovesWithItsLine() {
        Mirror mirror = Fed.mirror(4, 4, "a\r\nb\r\nc\0337\r\nd");
        mirror.resize(4, 2);
        assertThat(Fed.feed(mirror, "\0338x").text()).isEqualTo("cx\nd");
        mirror = Fed.mirror(4, 4, "\033[?1049ha\r\nb\r\nc\0337\r\nd");
        mirror.resize(4, 2);
        assertThat(Fed.feed(mirror, "\0338x").text()).contains("cx");
    }

    @Test
    void sizesOutOfRangeAreBroughtInside() {
        Mirror mirror = new Mirror(0, -5);
        assertThat(mirror.cols()).isEqualTo(1);
        assertThat(mirror.rows()).isEqualTo(1);
        mirror.resize(Integer.MAX_VALUE, 1);
        assertThat(mirror.cols()).isEqualTo(Mirror.MAX_SIZE);
    }
}
