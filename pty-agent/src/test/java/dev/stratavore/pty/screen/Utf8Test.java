package dev.stratavore.pty.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Utf8Test {
    /** What a decoder of whole texts makes of the same bytes; it replaces maximal parts too. */
    private static String expected(byte[] b) {
        return new String(b, StandardCharsets.UTF_8);
    }

    private static String decoded(byte[] b) {
        Utf8 utf8 = new Utf8();
        StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < b.length) {
            int c = utf8.pending() || b[i] < 0 ? utf8.take(b[i] & 0xff) : b[i];
            if (c == Utf8.AGAIN) {
                text.appendCodePoint(Utf8.REPLACEMENT);
                continue;
            }
            if (c != Utf8.MORE) {
                text.appendCodePoint(c);
            }
            i++;
        }
        if (utf8.pending()) {
            text.appendCodePoint(Utf8.REPLACEMENT);
        }
        return text.toString();
    }

    @Test
    void everyCodePointIsDecoded() {
        for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
            if (c < 0xd800 || c > 0xdfff) {
                byte[] b = Character.toString(c).getBytes(StandardCharsets.UTF_8);
                assertThat(decoded(b)).isEqualTo(Character.toString(c));
            }
        }
    }

    @Test
    void wrongBytesAreReplacedAsByTheLibrary() {
        Random random = new Random(7);
        int[] likely = {
            0x41, 0x80, 0xbf, 0xc1, 0xc2, 0xe0, 0xe2, 0xef, 0xf0, 0xf4, 0xf5, 0x9f, 0x90
        };
        for (int round = 0; round < 20_000; round++) {
            byte[] b = new byte[1 + random.nextInt(8)];
            for (int i = 0; i < b.length; i++) {
                b[i] = (byte) likely[random.nextInt(likely.length)];
            }
            assertThat(decoded(b)).isEqualTo(expected(b));
        }
    }

    /** The library takes a surrogate for one wrong character, the standard for one a byte. */
    @Test
    void eachByteOfASurrogateIsReplaced() {
        byte[] surrogate = {(byte) 0xed, (byte) 0xa0, (byte) 0x80, 'x'};
        assertThat(decoded(surrogate)).isEqualTo("\ufffd\ufffd\ufffdx");
    }

    @Test
    void anUnfinishedCharacterIsWrittenAsItCame() {
        for (String s : new String[] {"é", "漢", "😀", "ࠀ", "𐀀", "\uffff", "\udbff\udfff"}) {
            byte[] b = s.getBytes(StandardCharsets.UTF_8);
            Utf8 utf8 = new Utf8();
            for (int i = 0; i + 1 < b.length; i++) {
                assertThat(utf8.take(b[i] & 0xff)).isEqualTo(Utf8.MORE);
                Out out = new Out();
                utf8.write(out);
                assertThat(out.toBytes()).isEqualTo(Arrays.copyOf(b, i + 1));
            }
        }
    }
}
