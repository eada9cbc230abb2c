package dev.stratavore.pty.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Output of many lines at once shows the same as the same output byte by byte. */
final class SkimTest {
    private static final int STREAMS = 600;
    private static final String[] PIECES = {
        "word ",
        "\t",
        "\b",
        "\u0007",
        "漢字",
        "e\u0301",
        "─│└",
        "\033[1;31m",
        "\033[0m",
        "\033[m",
        "\033[48:2::9:8:7m",
        "\033[4:3m",
        "\r\n",
        "\r\n",
        "\r\n\r\n",
        "\n",
        "\r",
        "\u007f",
        "a line that is longer than the screen is wide\r\n",
    };
    private static final String[] BREAKS = {
        "\033[2;3r",
        "\033[r",
        "\033[?6h",
        "\033[?6l",
        "\033[?1049h",
        "\033[?1049l",
        "\033[H",
        "\033[4h",
        "\033[4l",
        "\033[?7l",
        "\033[?7h",
        "\016",
        "\017",
        "\033)0",
        "\033[20h",
        "\033[20l",
        "\033[5b",
        "\033[1A",
        "\0337",
        "\0338",
        "\u000b",
        "\033[3;4H",
        "\033]2;t\007",
    };

    private static byte[] stream(int seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(BREAKS[random.nextInt(BREAKS.length)]);
            for (int n = random.nextInt(60); n > 0; n--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0) {
            for (int i = 0; i < 5; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) (0x80 + random.nextInt(0x80));
            }
        }
        return bytes;
    }

    private static Mirror byteByByte(int cols, int rows, byte[] b) {
        Mirror mirror = new Mirror(cols, rows);
        for (int i = 0; i < b.length; i++) {
            mirror.feed(b, i, 1);
        }
        return mirror;
    }

    @Test
    void passingOverLinesShowsTheSame() {
        for (int seed = 0; seed < STREAMS; seed++) {
            byte[] b = stream(seed);
            int rows = 1 + seed % 7;
            int cols = 1 + seed % 23;
            Mirror whole = Fed.feed(new Mirror(cols, rows), b);
            Mirror each = byteByByte(cols, rows, b);
            assertThat(ScreenDump.of(whole)).as("seed %d", seed).isEqualTo(ScreenDump.of(each));
            assertThat(Fed.snapshot(whole)).as("seed %d", seed).isEqualTo(Fed.snapshot(each));
        }
    }

    @Test
    void whatFollowsIsTheSameToo() {
        String lines = "a line\r\n".repeat(40);
        for (String after : new String[] {"\033[3bx", "\033[7mx", "\033[1Ax", "\033M\033Mx"}) {
            byte[] b = (lines + after).getBytes(StandardCharsets.UTF_8);
            assertThat(Fed.snapshot(Fed.feed(new Mirror(20, 5), b)))
                    .isEqualTo(Fed.snapshot(byteByByte(20, 5, b)));
        }
    }

    @Test
    void aListenerHearsOfEveryLine() {
        HistoryRenderer history = new HistoryRenderer(20, 3, 1000);
        byte[] b = "a line\r\n".repeat(40).getBytes(StandardCharsets.UTF_8);
        history.feed(b, 0, b.length);
        assertThat(history.size()).isEqualTo(38);
    }

    @Test
    void onlyLinesBeforeALastScreenfulArePassedOver() {
        Skim skim = new Skim(new Mirror(20, 3).screen());
        byte[] b = "a\r\n".repeat(20).getBytes(StandardCharsets.UTF_8);
        assertThat(Skim.textEnd(b, 0, b.length)).isEqualTo(b.length);
        assertThat(skim.skip(b, 0, b.length)).isEqualTo(17 * 3);
        assertThat(skim.skip(b, 0, 5 * 3)).as("too few to be at the last line").isZero();
        assertThat(skim.skip(b, 0, 6 * 3)).isEqualTo(3 * 3);
    }

    @Test
    void plainTextEndsAtWhatSwitchesSomething() {
        for (int c = 0; c < 0x20; c++) {
            for (int at = 0; at < 24; at++) {
                byte[] b = "some text, and more text".getBytes(StandardCharsets.US_ASCII);
                b[at] = (byte) c;
                boolean plain = (c >= 7 && c <= 10) || c == 13;
                assertThat(PlainText.end(b, 0, b.length)).isEqualTo(plain ? b.length : at);
            }
        }
        byte[] high = new byte[21];
        Arrays.fill(high, (byte) 0xff);
        assertThat(PlainText.end(high, 3, 21)).isEqualTo(21);
        Arrays.fill(high, (byte) 0x7f);
        assertThat(PlainText.end(high, 3, 20)).isEqualTo(20);
    }
}
