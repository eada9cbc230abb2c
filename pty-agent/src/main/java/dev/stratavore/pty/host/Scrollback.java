package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.pty.screen.HistoryRenderer;
import dev.stratavore.pty.store.Replay;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Makes the lines that have left a terminal's screen from its kept output. The disk's thread does
 * the bulk; what came meanwhile is added on the loop, so that the lines end where the screen
 * begins.
 */
final class Scrollback {
    /** Output that is looked through for a line, generously, and within these bounds. */
    private static final long BYTES_PER_LINE = 512;

    private static final long LEAST_BYTES = 256 << 10;
    private static final long MOST_BYTES = 4 << 20;

    private final HostServices host;
    private final Terminal terminal;
    private final int lines;
    private final int rows;

    /** So many lines for a client whose terminal has so many rows. */
    Scrollback(HostServices host, Terminal terminal, int lines, int rows) {
        this.host = host;
        this.terminal = terminal;
        this.lines = lines;
        this.rows = rows;
    }

    private record Rendered(HistoryRenderer renderer, long end) {}

    /** Hands over bytes that leave the lines in a terminal's scrollback and its screen blank. */
    void render(Consumer<byte[]> done) {
        TerminalSize size = terminal.size();
        host.disk().ask(() -> fromDisk(size), rendered -> done.accept(complete(rendered)));
    }

    private Rendered fromDisk(TerminalSize size) {
        var renderer = new HistoryRenderer(size.cols(), size.rows(), lines);
        long tail = Math.clamp(lines * BYTES_PER_LINE, LEAST_BYTES, MOST_BYTES);
        try {
            terminal.store().files().replay(tail, new Feeding(renderer));
        } catch (IOException e) {
            host.log().trouble("unreadable", "runner", terminal.store().ref(), "error", e);
        }
        return new Rendered(renderer, terminal.store().files().span().end());
    }

    private record Feeding(HistoryRenderer renderer) implements Replay {
        @Override
        public void start(TerminalSize size, byte[] picture) {
            renderer.resize(size.cols(), size.rows());
            renderer.feed(picture, 0, picture.length);
        }

        @Override
        public void resize(TerminalSize size) {
            renderer.resize(size.cols(), size.rows());
        }

        @Override
        public void output(byte[] bytes) {
            renderer.feed(bytes, 0, bytes.length);
        }
    }

    private byte[] complete(Rendered rendered) {
        OutputRing ring = terminal.ring();
        long from = Math.max(rendered.end, ring.start());
        if (from < ring.end()) {
            byte[] rest = ring.bytes(from, ring.end());
            rendered.renderer.feed(rest, 0, rest.length);
        }
        return rendered.renderer.scrollback(rows);
    }
}
