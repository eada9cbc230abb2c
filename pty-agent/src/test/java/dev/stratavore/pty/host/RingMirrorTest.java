package dev.stratavore.pty.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.loop.EventLoop;
import dev.stratavore.pty.screen.Mirror;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a terminal's picture is drawn. */
final class RingMirrorTest {
    private static final int RING = 64 << 10;

    private final AtomicLong nanos = new AtomicLong();
    private final OutputRing ring = new OutputRing(RING);
    private final Mirror picture = new Mirror(20, 3);
    private EventLoop loop;
    private RingMirror mirror;

    @BeforeEach
    void create() throws Exception {
        loop = new EventLoop(nanos::get, AssertionError::new);
        mirror = new RingMirror(loop, ring, picture);
    }

    @AfterEach
    void endTheLoop() throws Exception {
        loop.stop();
        loop.run();
    }

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
    void withoutALookItIsDrawnAMomentLater() throws Exception {
        output("soon");
        loop.schedule(Duration.ofMillis(10), loop::stop);
        nanos.addAndGet(10_000_000);
        loop.run();
        assertThat(picture.text()).isEqualTo("soon");
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
