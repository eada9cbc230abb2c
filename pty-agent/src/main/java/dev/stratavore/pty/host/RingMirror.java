package dev.stratavore.pty.host;

import dev.stratavore.pty.loop.EventLoop;
import dev.stratavore.pty.loop.Timer;
import dev.stratavore.pty.screen.Mirror;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The picture of a ring's content, drawn when somebody looks, when enough has gathered or a moment
 * later: output is on its way to whoever watches before it is drawn, and of much output at once
 * most need not be.
 */
final class RingMirror {
    private static final Duration DELAY = Duration.ofMillis(10);
    private static final int MOST_BEHIND = 64 << 10;

    private final EventLoop loop;
    private final OutputRing ring;
    private final Mirror mirror;
    private final int mostBehind;
    private long drawn;
    private boolean prompt;
    private @Nullable Timer later;

    RingMirror(EventLoop loop, OutputRing ring, Mirror mirror) {
        this.loop = loop;
        this.ring = ring;
        this.mirror = mirror;
        this.mostBehind = Math.min(MOST_BEHIND, ring.limit() / 2);
    }

    /** Whether all output is drawn at once, because the mirror answers what the program asks. */
    void prompt(boolean on) {
        draw();
        prompt = on;
    }

    /** To be called before the ring takes more, so that it loses nothing that is not drawn. */
    void expect(int length) {
        if (ring.end() - drawn + length > ring.limit()) {
            draw();
        }
    }

    /** The ring has more. */
    void appended() {
        if (prompt || ring.end() - drawn >= mostBehind) {
            draw();
        } else if (later == null) {
            later = loop.schedule(DELAY, this::draw);
        }
    }

    /** The mirror with everything drawn that is in the ring. */
    Mirror now() {
        draw();
        return mirror;
    }

    private void draw() {
        if (later != null) {
            later.cancel();
            later = null;
        }
        if (drawn == ring.end()) {
            return;
        }
        ring.feed(drawn, mirror);
        drawn = ring.end();
    }
}
