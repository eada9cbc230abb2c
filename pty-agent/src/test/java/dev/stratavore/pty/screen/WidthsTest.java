package dev.stratavore.pty.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WidthsTest {
    @ParameterizedTest
    @CsvSource({
        "0041,1", "00ad,1", "00e9,1", "0300,0", "0489,0", "0600,1", "0e31,0", "1100,2", "1160,0",
                "11ff,0",
        "200b,0", "200d,0", "2028,0", "231a,2", "2500,1", "2588,1", "2764,1", "3000,2", "302a,0",
                "303f,1",
        "3042,2", "4e00,2", "a4cf,1", "ac00,2", "d7b0,0", "e000,1", "fe0f,0", "feff,0", "ff01,2",
                "ff61,1",
        "fffd,1", "1f1e6,1", "1f300,2", "1f3fb,2", "1f600,2", "1fae9,2", "20000,2", "2fffd,2",
                "e0101,0", "10ffff,1",
        "302e,2", "3164,2", "0085,-1", "009f,-1"
    })
    void aCodePointHasAWidth(String codePoint, int width) {
        assertThat(Widths.of(Integer.parseInt(codePoint, 16))).isEqualTo(width);
    }

    @Test
    void theRangesAreInOrder() {
        assertThat(WideRanges.table()).isSorted().hasSizeGreaterThan(200);
    }
}
