package dev.stratavore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PlainTextTest {
    @Test
    void wordsThatTheCursorSetApartReadAsASentence() {
        assertThat(plain("\u001b[1mHello\u001b[0m\u001b[2Cbig\u001b[12Gworld"))
                .isEqualTo("Hello  big world");
    }

    @Test
    void titlesModesAndColoursLeaveNothing() {
        assertThat(
                        plain(
                                "\u001b]0;title\u0007a\u001b[?2004h\u001b[38;5;1mb\u001b]8;;x\u001b\\c\u001b(B\u001b7d"))
                .isEqualTo("abcd");
    }

    @Test
    void goingBackBeginsALineAndLineEndsAreOne() {
        assertThat(plain("first\u001b[2Gsecond\r\r\nthird\r\n\r\nlast"))
                .isEqualTo("first\nsecond\nthird\n\nlast");
    }

    private static String plain(String text) {
        return PlainText.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
