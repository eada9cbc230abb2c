package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.AttachFrame;
import dev.stratavore.pty.frame.AttachRole;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.Frame;
import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.pty.store.StoredPiece;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A client at a terminal: a cursor into its output. What it has not taken lies in the ring, or is
 * lost to it: then it is told so and gets a picture of now.
 */
final class AttachedClient implements FrameHandler {
    private static final int PICTURE_PIECE = 128 << 10;
    private static final int STORED_PIECE = 64 << 10;

    /** A client further behind than this gets a picture rather than everything it missed. */
    private static final long CATCH_UP_BYTES = 4L << 20;

    private final Connection connection;
    private final Terminal terminal;
    private final HostServices host;
    private final String label;
    private final PendingInput input;
    private AttachRole role;
    private long cursor;
    private byte @Nullable [] picture;
    private int pictureSent;
    private boolean waiting;
    private boolean catchingUp;

    AttachedClient(
            Connection connection,
            Terminal terminal,
            HostServices host,
            AttachRole role,
            String label) {
        this.connection = connection;
        this.terminal = terminal;
        this.host = host;
        this.role = role;
        this.label = label;
        this.input = new PendingInput(connection, terminal);
        this.cursor = terminal.ring().end();
        this.waiting = true;
    }

    String label() {
        return label;
    }

    long cursor() {
        return cursor;
    }

    /** Goes on from an offset, which the ring or the disk still has. */
    void continueFrom(long offset) {
        cursor = offset;
        catchingUp = true;
        waiting = false;
        pump();
    }

    /** Starts with a picture of now, after some bytes that go before it. */
    void startWithPicture(byte[] before) {
        byte[] snapshot = terminal.mirror().snapshot();
        picture = Arrays.copyOf(before, before.length + snapshot.length);
        System.arraycopy(snapshot, 0, picture, before.length, snapshot.length);
        pictureSent = 0;
        cursor = terminal.ring().end();
        catchingUp = false;
        waiting = false;
        pump();
    }

    /** Sends what the connection takes. */
    void pump() {
        while (!waiting && connection.isDrained()) {
            if (picture != null) {
                sendPicture(picture);
            } else if (cursor < terminal.ring().start()) {
                missed();
            } else if (cursor < terminal.ring().end()) {
                cursor = connection.sendOutput(terminal.ring(), cursor);
            } else {
                sendExit(terminal.exit());
                return;
            }
        }
    }

    private void sendPicture(byte[] bytes) {
        int to = Math.min(bytes.length, pictureSent + PICTURE_PIECE);
        boolean last = to == bytes.length;
        byte[] piece = Arrays.copyOfRange(bytes, pictureSent, to);
        pictureSent = to;
        if (last) {
            picture = null;
        }
        connection.send(new AttachFrame.Snapshot(cursor, last, piece));
    }

    private void missed() {
        if (catchingUp && terminal.ring().end() - cursor <= CATCH_UP_BYTES) {
            waiting = true;
            AttemptStore store = terminal.store();
            long from = cursor;
            host.disk().ask(() -> store.read(from, STORED_PIECE), this::sendStored);
        } else {
            skip();
        }
    }

    private void sendStored(StoredPiece piece) {
        waiting = false;
        if (piece.offset() != cursor || piece.bytes().length == 0) {
            skip();
            return;
        }
        cursor = piece.end();
        connection.send(new AttachFrame.Out(piece.bytes()));
        pump();
    }

    private void skip() {
        connection.send(new AttachFrame.Lag(cursor, terminal.ring().end()));
        startWithPicture(new byte[0]);
    }

    private void sendExit(@Nullable ExitStatus status) {
        catchingUp = false;
        if (status != null) {
            waiting = true;
            connection.send(new AttachFrame.Exit(status));
            connection.closeWhenSent();
        }
    }

    @Override
    public void frame(Frame frame) {
        if (frame instanceof AttachFrame.In(byte[] typed)) {
            if (role == AttachRole.WRITER) {
                input.add(typed);
            }
        } else if (frame instanceof AttachFrame.Resize(TerminalSize size)) {
            if (role == AttachRole.WRITER) {
                terminal.resize(size);
            }
        } else {
            connection.close();
        }
    }

    void retryInput() {
        input.retry();
    }

    /** Another client writes now. */
    void demote(String notice) {
        role = AttachRole.READER;
        input.drop();
        connection.send(new AttachFrame.Notice(role, notice));
    }

    void sizeChanged(TerminalSize size) {
        if (role == AttachRole.READER) {
            connection.send(new AttachFrame.Resize(size));
        }
    }

    void detach(String reason) {
        waiting = true;
        connection.send(new AttachFrame.Detach(reason));
        connection.closeWhenSent();
    }

    @Override
    public void drained() {
        pump();
        terminal.roster().progressed();
    }

    @Override
    public void closed() {
        waiting = true;
        terminal.roster().remove(this);
    }
}
