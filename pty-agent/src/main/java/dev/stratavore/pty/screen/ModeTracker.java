package dev.stratavore.pty.screen;

import java.util.Objects;

/**
 * Watches the bytes that go to a terminal and knows how to undo what they left switched on.
 *
 * <p>It has no screen: it only follows modes, so it costs next to nothing in a client that passes
 * bytes on. Feed it exactly what is written, cut anywhere. Not thread safe.
 */
public final class ModeTracker {
    private final Scanner scanner = new Scanner();

    /** Creates a tracker of a terminal that is in its usual state. */
    public ModeTracker() {}

    /**
     * Follows bytes that were written to the terminal.
     *
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public void feed(byte[] b, int off, int len) {
        Objects.checkFromIndexSize(off, len, b.length);
        scanner.parse(b, off, len);
    }

    /** The bytes that bring the terminal back to its usual state; none if it is there already. */
    public byte[] resets() {
        return scanner.resets();
    }

    private static final class Scanner extends VtParser {
        private static final int SO = 0x0e;
        private static final int SI = 0x0f;

        private final Modes modes = new Modes();
        private final Pen pen = new Pen();
        private final Pen savedPrimary = new Pen();
        private final Pen savedAlternate = new Pen();
        private boolean region;

        @Override
        int text(byte[] b, int from, int to) {
            int i = PlainText.end(b, from, to);
            while (i < to && b[i] != ESC && b[i] != SO && b[i] != SI) {
                i = PlainText.end(b, i + 1, to);
            }
            return i;
        }

        @Override
        void control(int c) {
            if (c == SO || c == SI) {
                pen.shifted = c == SO;
            }
        }

        @Override
        void escape(int intermediate, int c) {
            if (intermediate != 0) {
                pen.designate(intermediate, c);
                return;
            }
            switch (c) {
                case '7' -> saved().copy(pen);
                case '8' -> pen.copy(saved());
                case '=', '>' -> modes.keypad(c == '=');
                case 'c' -> reset();
                default -> {}
            }
        }

        @Override
        void sequence(Params p, int c) {
            if (modes.sequence(p, c)) {
                return;
            }
            if (p.prefix() == '?' && p.intermediate() == 0 && (c == 'h' || c == 'l')) {
                for (int i = 0; i < p.count(); i++) {
                    privateMode(p.raw(i), c == 'h');
                }
            } else if (p.prefix() == 0 && p.intermediate() == '!' && c == 'p') {
                softReset();
            } else if (p.plain()) {
                switch (c) {
                    case 'm' -> Sgr.apply(p, pen);
                    case 'r' -> region = p.raw(0) > 1 || p.raw(1) != 0;
                    case 's' -> saved().copy(pen);
                    case 'u' -> pen.copy(saved());
                    default -> {}
                }
            }
        }

        @Override
        void command(byte[] b, int length, boolean bel) {
            modes.colours.command(b, length);
        }

        private Pen saved() {
            return modes.alternate() ? savedAlternate : savedPrimary;
        }

        private void privateMode(int code, boolean on) {
            switch (code) {
                case 6 -> pen.origin = on;
                case 47, 1047 -> alternate(on);
                case 1048 -> {
                    if (on) {
                        saved().copy(pen);
                    } else {
                        pen.copy(saved());
                    }
                }
                case 1049 -> {
                    if (on && !modes.alternate()) {
                        savedPrimary.copy(pen);
                    }
                    alternate(on);
                    if (!on) {
                        pen.copy(savedPrimary);
                    }
                }
                default -> {}
            }
        }

        private void alternate(boolean on) {
            if (on != modes.alternate()) {
                modes.alternate(on);
                savedAlternate.reset();
            }
        }

        private void softReset() {
            modes.softReset();
            pen.reset();
            saved().reset();
            region = false;
        }

        private void reset() {
            modes.reset();
            pen.reset();
            savedPrimary.reset();
            savedAlternate.reset();
            region = false;
        }

        byte[] resets() {
            Out out = new Out();
            writeCancel(out);
            // leaving the alternate screen brings back what was saved on the primary one
            Pen after = modes.alternate() ? savedPrimary : pen;
            ModeResets.write(out, modes, after, region);
            return out.toBytes();
        }
    }
}
