package dev.stratavore.pty.host;

import dev.stratavore.pty.screen.Mirror;

/**
 * The picture of a ring's content, drawn when somebody looks or when enough has gathered: output is
 * on its way to whoever watches before it is drawn, and of much output at once most need not be.
 */
final class RingMirror {
    private static final int MOST_BEHIND = 64 << 10;

    private final OutputRing ring;
    private final Mirror mirror;
    private final int mostBehind;
    private long drawn;
    private boolean prompt;

    RingMirror(OutputRing ring, Mirror mirror) {
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
        }
    }

    /** The mirror with everything drawn that is in the ring. */
    Mirror now() {
        draw();
        return mirror;
    }

    /** Whatever fails in it, no byte is drawn twice. */
    private void draw() {
        long from = drawn;
        drawn = ring.end();
        ring.feed(from, mirror);
    }
}
