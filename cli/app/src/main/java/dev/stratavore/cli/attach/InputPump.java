package dev.stratavore.cli.attach;

import dev.stratavore.pty.frame.AttachFrame;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Copies what is typed to the pty host, less the detach keys. Without detach keys it blocks while
 * the pty host does not read, as a terminal does; else it goes on to look for them, see {@link
 * Outgoing}.
 */
final class InputPump implements Runnable {
    private static final int BUFFER = 16 * 1024;
    private static final int SEQUENCE_MILLIS = 20;
    private static final int LEAVE_MILLIS = 500;
    private static final int SIGHUP = 1;

    private final InputStream in;
    private final Link link;
    private final TerminalOutput output;
    private final DetachKeys keys;

    InputPump(InputStream in, Link link, TerminalOutput output, DetachKeys keys) {
        this.in = in;
        this.link = link;
        this.output = output;
        this.keys = keys;
    }

    @Override
    public void run() {
        try {
            if (keys.isNone()) {
                copy();
            } else {
                scan();
            }
        } catch (IOException e) {
            // The terminal is gone, which is what a hang-up means.
            link.finish(new End.Killed(SIGHUP));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy() throws IOException, InterruptedException {
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            if (!link.send(new AttachFrame.In(Arrays.copyOf(buffer, count)))) {
                return;
            }
        }
        link.finish(new End.Killed(SIGHUP));
    }

    private void scan() throws IOException, InterruptedException {
        ChordMatcher matcher = new ChordMatcher(keys);
        KeyScanner scanner = new KeyScanner(matcher);
        Outgoing outgoing = Outgoing.to(link);
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            scanner.feed(buffer, count);
            if (scanner.keepsBack() && !RawTerminal.awaitInput(SEQUENCE_MILLIS)) {
                scanner.flush();
            }
            byte[] typed = matcher.take();
            if (typed.length > 0 && !outgoing.add(typed)) {
                return;
            }
            switch (matcher.takeWish()) {
                case NOTHING -> {}
                case HELP -> output.title(help());
                case DETACH -> {
                    leave(outgoing);
                    return;
                }
            }
        }
        link.finish(new End.Killed(SIGHUP));
    }

    /** Sends what was typed before, and then the farewell, as far as anybody takes them. */
    private void leave(Outgoing outgoing) throws InterruptedException {
        int dropped = outgoing.drain(LEAVE_MILLIS);
        if (dropped > 0) {
            String reason = "the program takes no input; of what was typed " + dropped;
            link.finish(new End.Detached(reason + " bytes are dropped"));
            return;
        }
        try {
            link.connection().send(new AttachFrame.Detach(""));
        } catch (IOException e) {
            // A connection that is down needs no farewell.
            link.down();
        }
        link.finish(new End.Detached(""));
    }

    private String help() {
        return keys.text() + " detaches; " + keys.firstText() + " twice types it once";
    }
}
