package dev.stratavore.cli.attach;

import dev.stratavore.pty.screen.ModeTracker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The terminal as the program's output reaches it: bytes as they are, their modes followed, and a
 * title for what must be said meanwhile. Safe for several threads.
 */
final class TerminalOutput {
    private static final String PUSH_TITLE = "\033[22;2t";
    private static final int BEL = 0x07;
    private static final String POP_TITLE = "\033[23;2t";

    private final OutputStream out;
    private final Guard guard;
    private final ModeTracker tracker = new ModeTracker();
    private final Rest rest = new Rest();
    private @Nullable String waiting;
    private boolean titled;
    private boolean belled;

    TerminalOutput(OutputStream out, Guard guard) {
        this.out = out;
        this.guard = guard;
        guard.undo(new byte[0]);
    }

    /** Writes output of the program; blocks while the terminal does. */
    synchronized void write(byte[] bytes) throws IOException {
        // The guard knows first: between the two this process may be killed.
        tracker.feed(bytes, 0, bytes.length);
        guard.undo(tracker.resets());
        out.write(bytes);
        rest.feed(bytes, 0, bytes.length);
        sayWaiting();
    }

    /** Puts a line into the window's title as soon as no sequence would be torn by it. */
    synchronized void title(String text) throws IOException {
        waiting = text;
        sayWaiting();
    }

    /** Rings as soon as no sequence would be torn by it. */
    synchronized void bell() throws IOException {
        belled = true;
        sayWaiting();
    }

    private void sayWaiting() throws IOException {
        if (belled && rest.isReached()) {
            belled = false;
            out.write(BEL);
        }
        String text = waiting;
        if (text != null && rest.isReached()) {
            waiting = null;
            String push = titled ? "" : PUSH_TITLE;
            titled = true;
            out.write((push + "\033]2;" + text + "\007").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Undoes every mode that is on. */
    synchronized void undo() {
        String title = titled ? POP_TITLE : "";
        titled = false;
        try {
            out.write(title.getBytes(StandardCharsets.US_ASCII));
            out.write(tracker.resets());
        } catch (IOException e) {
            // The terminal is gone, and its modes with it.
            waiting = null;
        }
    }
}
