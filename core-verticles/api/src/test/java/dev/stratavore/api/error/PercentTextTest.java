package dev.stratavore.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PercentTextTest {
    @Test
    void printableAsciiStandsForItself() {
        assertThat(PercentText.encode("no project 'demo' (yet)"))
                .isEqualTo("no project 'demo' (yet)");
    }

    @Test
    void theRestIsEscapedInUpperCase() {
        assertThat(PercentText.encode("50% \u00e9\n\u007f")).isEqualTo("50%25 %C3%A9%0A%7F");
    }

    @Test
    void decodingUndoesEncoding() {
        var text = "100% \u65e5\u672c \ud83d\ude00 %41 \t end%";
        assertThat(PercentText.decode(PercentText.encode(text))).isEqualTo(text);
    }

    @Test
    void aBrokenEscapeStandsForItself() {
        assertThat(PercentText.decode("%zz 5% %4")).isEqualTo("%zz 5% %4");
    }
}
