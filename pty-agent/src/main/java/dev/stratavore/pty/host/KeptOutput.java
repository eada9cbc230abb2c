package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.ControlReply.Chunk;
import dev.stratavore.pty.store.AttemptFiles;
import dev.stratavore.pty.store.StoredPiece;
import java.io.IOException;

/** The output of an attempt that has ended, from the disk. */
final class KeptOutput implements ReplyStream {
    private static final int PIECE = 64 << 10;

    private final HostServices host;
    private final AttemptFiles files;
    private final ControlSession session;
    private final OutputPlan plan;
    private final OutputSizes sizes;
    private long at;
    private boolean waiting;
    private boolean finished;

    KeptOutput(
            HostServices host,
            AttemptFiles files,
            ControlSession session,
            OutputPlan plan,
            OutputSizes sizes) {
        this.host = host;
        this.files = files;
        this.session = session;
        this.plan = plan;
        this.sizes = sizes;
        this.at = plan.from();
    }

    @Override
    public boolean sendNext() {
        if (waiting || finished) {
            return false;
        }
        if (at >= plan.end()) {
            finished = true;
            session.send(new Chunk(plan.request(), at, true, new byte[0]));
            return true;
        }
        waiting = true;
        long from = at;
        sizes.tell(at);
        int most = (int) Math.min(PIECE, sizes.reach(at, plan.end()) - at);
        host.disk().ask(() -> read(from, most), this::stored);
        return false;
    }

    private StoredPiece read(long from, int most) {
        try {
            return files.read(from, most);
        } catch (IOException e) {
            host.log().trouble("unreadable", "error", e);
            return new StoredPiece(from, new byte[0]);
        }
    }

    private void stored(StoredPiece piece) {
        waiting = false;
        if (piece.bytes().length == 0) {
            at = plan.end();
        } else {
            sizes.tell(piece.offset());
            at = piece.end();
            session.send(new Chunk(plan.request(), piece.offset(), false, piece.bytes()));
        }
        session.pump();
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public void abandon() {
        finished = true;
    }
}
