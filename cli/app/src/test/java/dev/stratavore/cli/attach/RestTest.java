package dev.stratavore.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class RestTest {
    private static boolean rests(String stream) {
        Rest rest = new Rest();
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        rest.feed(bytes, 0, bytes.length);
        return rest.isReached();
    }

    @Test
    void wholeSequencesAndCharactersRest() {
        for (String whole :
                new String[] {
                    "",
                    "text",
                    "\033[31m",
                    "\033]2;title\007",
                    "\033]2;title\033\\",
                    "\0337",
                    "\033(B",
                    "\033P1$r\033\\",
                    "漢🎉",
                    "\033[3\030"
                }) {
            assertThat(rests(whole)).as(whole.replace('\033', '^')).isTrue();
        }
    }

    @Test
    void halfOnesDoNot() {
        for (String half :
                new String[] {"\033", "\033[", "\033[3;", "\033]2;t", "\033(", "\033P"}) {
            assertThat(rests(half)).as(half.replace('\033', '^')).isFalse();
        }
        Rest rest = new Rest();
        rest.feed(new byte[] {(byte) 0xe6, (byte) 0xbc}, 0, 2);
        assertThat(rest.isReached()).isFalse();
    }

    @Test
    void whereAStreamIsCutChangesNothing() {
        byte[] stream = "a\033[31mb漢c\033]2;t\007d🎉".getBytes(StandardCharsets.UTF_8);
        Rest whole = new Rest();
        for (int cut = 0; cut < stream.length; cut++) {
            whole.feed(stream, cut, 1);
            Rest halves = new Rest();
            halves.feed(stream, 0, cut / 2);
            halves.feed(stream, cut / 2, cut + 1 - cut / 2);
            assertThat(halves.isReached())
                    .as("after %d bytes", cut + 1)
                    .isEqualTo(whole.isReached());
        }
    }
}
