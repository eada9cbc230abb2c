package dev.stratavore.cli.attach;

import dev.stratavore.cli.console.Text;
import dev.stratavore.cli.signal.ProcessSignals;
import dev.stratavore.pty.frame.AttachFrame;
import dev.stratavore.pty.frame.AttachRole;
import dev.stratavore.pty.frame.Frame;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.TerminalSize;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One attachment from raw mode to the restored terminal. The calling thread copies output, another
 * one input; signals end it in order.
 */
final class AttachSession {
    private static final int RECONNECTS = 30;
    private static final int RECONNECT_MILLIS = 100;
    private static final int RESTORE_MILLIS = 1000;
    private static final int SIGNALLED = 128;
    private static final int SIGHUP = 1;

    private final AttachTarget target;
    private final DetachKeys keys;
    private final Link link;
    private final Guard guard;
    private final CountDownLatch finished = new CountDownLatch(1);
    private TerminalSize size = RawTerminal.size();
    private volatile AttachRole role;
    private String lastNotice;
    private String untold;
    private long offset;

    AttachSession(
            AttachTarget target,
            DetachKeys keys,
            AttachConnection.Answer.Welcome welcome,
            Guard guard) {
        this.target = target;
        this.keys = keys;
        this.link = new Link(welcome.connection());
        this.role = welcome.frame().role();
        this.lastNotice = welcome.frame().notice();
        this.untold = lastNotice;
        this.guard = guard;
    }

    /** What the pty host said last, for a line after the end; empty for nothing. */
    String lastNotice() {
        return lastNotice;
    }

    End run() throws IOException {
        RawTerminal terminal = RawTerminal.enter();
        TerminalOutput output = new TerminalOutput(new FileOutputStream(FileDescriptor.out), guard);
        try {
            ProcessSignals.onEnd(number -> killed(number, terminal));
            ProcessSignals.onResize(this::resized);
            resized();
            Thread.ofPlatform()
                    .daemon()
                    .name("attach-input")
                    .start(
                            new InputPump(
                                    new Unheard(
                                            new FileInputStream(FileDescriptor.in),
                                            () -> role == AttachRole.READER,
                                            output),
                                    link,
                                    output,
                                    keys));
            return copy(output);
        } finally {
            restore(output, terminal);
        }
    }

    private void restore(TerminalOutput output, RawTerminal terminal) {
        output.undo();
        if (terminal.restore()) {
            guard.done();
        }
        finished.countDown();
    }

    private End copy(TerminalOutput output) {
        while (true) {
            End end = link.end();
            if (end != null) {
                return end;
            }
            Frame frame = read();
            try {
                if (frame == null) {
                    reconnect(output);
                } else {
                    show(frame, output);
                }
            } catch (IOException e) {
                link.finish(new End.Killed(SIGHUP));
            }
        }
    }

    private @Nullable Frame read() {
        try {
            return link.connection().next();
        } catch (IOException e) {
            // The same as an end of the connection: what it means is seen by connecting again.
            return null;
        }
    }

    private void show(Frame frame, TerminalOutput output) throws IOException {
        switch (frame) {
            case AttachFrame.Out out -> {
                output.write(out.bytes());
                offset += out.bytes().length;
            }
            case AttachFrame.Snapshot snapshot -> {
                output.write(snapshot.bytes());
                offset = snapshot.offset();
                if (!untold.isEmpty()) {
                    // Not before the picture, which brings a title of its own.
                    output.title(Text.plain(untold));
                    untold = "";
                }
            }
            case AttachFrame.Exit exit -> link.finish(new End.Exited(exit.status()));
            case AttachFrame.Detach detach -> link.finish(new End.Detached(detach.reason()));
            case AttachFrame.Notice notice -> {
                role = notice.role();
                tell(notice.text(), output);
            }
            default -> {
                // LAG announces the snapshot that follows; nothing else comes this way.
            }
        }
    }

    /** In the title, since the program's screen is its own, and in a line after the end. */
    private void tell(String notice, TerminalOutput output) throws IOException {
        if (!notice.isEmpty()) {
            lastNotice = notice;
            output.title(Text.plain(notice));
        }
    }

    private void reconnect(TerminalOutput output) throws IOException {
        link.down();
        for (int attempt = 0; attempt < RECONNECTS && link.end() == null; attempt++) {
            AttachConnection.Answer answer;
            try {
                answer = target.open(role == AttachRole.READER, false, 0, offset);
            } catch (IOException e) {
                pause();
                continue;
            }
            switch (answer) {
                case AttachConnection.Answer.Welcome welcome -> welcomed(welcome, output);
                case AttachConnection.Answer.No no -> {
                    boolean ended = no.frame().word().equals(Refusal.ENDED);
                    link.finish(ended ? new End.EndedUnseen() : new End.Lost());
                }
            }
            return;
        }
        link.finish(new End.Lost());
    }

    /** Back again, but perhaps no longer as the one who writes. */
    private void welcomed(AttachConnection.Answer.Welcome welcome, TerminalOutput output)
            throws IOException {
        role = welcome.frame().role();
        link.up(welcome.connection());
        tell(welcome.frame().notice(), output);
    }

    /** A pty host that replaces itself is back within a moment. */
    private void pause() {
        try {
            if (finished.await(RECONNECT_MILLIS, TimeUnit.MILLISECONDS)) {
                link.finish(new End.Lost());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            link.finish(new End.Lost());
        }
    }

    private synchronized void resized() {
        TerminalSize now = RawTerminal.size();
        if (now.isNone() || now.equals(size)) {
            return;
        }
        size = now;
        try {
            if (!link.send(new AttachFrame.Resize(now))) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Restores at once; then the copying thread may end in order, unless it is stuck. */
    private void killed(int signal, RawTerminal terminal) {
        link.finish(new End.Killed(signal));
        boolean _ = terminal.restoreNow();
        try {
            if (!finished.await(RESTORE_MILLIS, TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(SIGNALLED + signal);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
