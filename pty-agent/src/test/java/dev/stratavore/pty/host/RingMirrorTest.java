package dev.stratavore.pty.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.pty.screen.Mirror;
import dev.stratavore.pty.screen.QueryReplies;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** When a terminal's picture is drawn. */
final class RingMirrorTest {
    private static final int RING = 64 << 10;

    private final OutputRing ring = new OutputRing(RING);
    private final Mirror picture = new Mirror(20, 3);
    private final RingMirror mirror = new RingMirror(ring, picture);

    private void output(String text) {
        byte[] b = text.getBytes(StandardCharsets.UTF_8);
        mirror.expect(b.length);
        ring.append(b, b.length);
        mirror.appended();
    }

    @Test
    void whoLooksSeesAllOutput() {
        output("one ");
        assertThat(picture.text()).as("nobody has looked").isEmpty();
        output("two");
        assertThat(mirror.now().text()).isEqualTo("one two");
        output(" three");
        assertThat(mirror.now().text()).isEqualTo("one two three");
    }

    @Test
    void muchOutputIsDrawnWithoutALook() {
        output("x".repeat(RING / 2 - 1));
        assertThat(picture.text()).isEmpty();
        output("y");
        assertThat(picture.text()).endsWith("xy");
    }

    @Test
    void aFailedAnswerDoesNotAskTheQuestionAgain() {
        int[] asked = {0};
        picture.answerQueries(broken(asked));
        mirror.prompt(true);
        assertThatThrownBy(() -> output("\033[c")).isInstanceOf(IllegalStateException.class);
        output("then");
        assertThat(picture.text()).isEqualTo("then");
        assertThat(asked[0]).isEqualTo(1);
    }

    private static QueryReplies broken(int[] asked) {
        QueryReplies replies =
                new QueryReplies(answer -> {
                    asked[0]++;
                    throw new IllegalStateException("the terminal cannot be watched");
                });
        replies.enable(true);
        return replies;
    }

    @Test
    void questionsAreAnsweredAtOnce() {
        output("before ");
        mirror.prompt(true);
        assertThat(picture.text()).isEqualTo("before");
        output("after");
        assertThat(picture.text()).isEqualTo("before after");
    }

    @Test
    void theRingLosesNothingThatIsNotDrawn() {
        String line = "x".repeat(19) + "\r\n";
        for (int i = 0; i < 20_000; i++) {
            output(line.repeat(1 + i % 3) + i + " ");
            if (i % 4_999 == 0) {
                assertThat(mirror.now().text()).endsWith("\n" + i);
            }
        }
        mirror.now();
        output("\033]2;early\007" + "a".repeat(RING / 2 - 100));
        output("b".repeat(RING / 2 + 1000));
        assertThat(mirror.now().title()).isEqualTo("early");
    }
}
