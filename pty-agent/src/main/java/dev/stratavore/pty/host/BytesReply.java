package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.ControlReply.Chunk;
import java.util.Arrays;

/** Bytes that are there, in chunks. */
final class BytesReply implements ReplyStream {
    private static final int PIECE = 128 << 10;

    private final int request;
    private final byte[] bytes;
    private final ControlSession session;
    private int sent;
    private boolean finished;

    BytesReply(int request, byte[] bytes, ControlSession session) {
        this.request = request;
        this.bytes = bytes;
        this.session = session;
    }

    @Override
    public boolean sendNext() {
        if (finished) {
            return false;
        }
        int to = Math.min(bytes.length, sent + PIECE);
        finished = to == bytes.length;
        session.send(new Chunk(request, sent, finished, Arrays.copyOfRange(bytes, sent, to)));
        sent = to;
        return true;
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
