package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.ControlReply.Chunk;
import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.pty.store.SizeFrom;
import dev.stratavore.pty.store.StoredPiece;
import java.io.IOException;
import java.util.List;

/**
 * The output of an attempt that lives, from the disk as far as the ring has lost it, then from the
 * ring; whoever is slow falls back to the disk, so that nothing kept is left out.
 */
final class LiveOutput implements ReplyStream {
    private static final int PIECE = 64 << 10;

    private final HostServices host;
    private final Terminal terminal;
    private final ControlSession session;
    private final OutputPlan plan;
    private final OutputSizes sizes;
    private final Runnable wake;
    private long at;
    private long resizedAt = -1;
    private TerminalSize size = TerminalSize.NONE;
    private boolean waiting;
    private boolean finished;

    LiveOutput(
            HostServices host,
            Terminal terminal,
            ControlSession session,
            OutputPlan plan,
            OutputSizes sizes) {
        this.host = host;
        this.terminal = terminal;
        this.session = session;
        this.plan = plan;
        this.sizes = sizes;
        this.at = plan.from();
        this.wake = session::pump;
        if (plan.follow()) {
            terminal.follow(wake);
        }
    }

    @Override
    public boolean sendNext() {
        OutputRing ring = terminal.ring();
        long end = plan.follow() ? Math.min(plan.end(), ring.end()) : plan.end();
        if (waiting || finished) {
            return false;
        }
        if (at >= end) {
            return endOrWait(end);
        }
        if (terminal.lastResize() != resizedAt || !terminal.size().equals(size)) {
            askSizes();
            return false;
        }
        sizes.tell(at);
        end = sizes.reach(at, end);
        if (at < ring.start()) {
            waiting = true;
            long from = at;
            int most = (int) Math.min(PIECE, end - at);
            host.disk().ask(() -> terminal.store().read(from, most), this::stored);
            return false;
        }
        byte[] bytes = ring.bytes(at, Math.min(end, at + PIECE));
        send(at, bytes);
        return true;
    }

    private boolean endOrWait(long end) {
        boolean more = plan.follow() && terminal.exit() == null && end < plan.end();
        if (more) {
            return false;
        }
        finished = true;
        terminal.unfollow(wake);
        session.send(new Chunk(plan.request(), at, true, new byte[0]));
        return true;
    }

    /** The disk knows them all, also where several came between two parts. */
    private void askSizes() {
        waiting = true;
        resizedAt = terminal.lastResize();
        size = terminal.size();
        TerminalSize now = size;
        host.disk()
                .ask(
                        this::readSizes,
                        read -> {
                            waiting = false;
                            // What was just written may not be on the disk yet.
                            sizes.set(read.isEmpty() ? List.of(new SizeFrom(0, now)) : read);
                            session.pump();
                        });
    }

    private List<SizeFrom> readSizes() {
        try {
            return terminal.store().files().sizes();
        } catch (IOException e) {
            host.log().trouble("unreadable", "error", e);
            return List.of();
        }
    }

    private void stored(StoredPiece piece) {
        waiting = false;
        if (piece.bytes().length > 0) {
            send(piece.offset(), piece.bytes());
        } else {
            // Not on the disk: the ring has the next that is left.
            at = Math.max(at, terminal.ring().start());
        }
        session.pump();
    }

    private void send(long offset, byte[] bytes) {
        sizes.tell(offset);
        session.send(new Chunk(plan.request(), offset, false, bytes));
        at = offset + bytes.length;
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public void abandon() {
        finished = true;
        terminal.unfollow(wake);
    }
}
