package dev.stratavore.pty.host;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.stratavore.pty.frame.AttachFrame;
import dev.stratavore.pty.frame.Frame;
import dev.stratavore.pty.frame.FrameDecoder;
import dev.stratavore.pty.frame.FrameEncoder;
import dev.stratavore.pty.frame.FrameException;
import dev.stratavore.pty.frame.FrameType;
import dev.stratavore.pty.frame.SessionFrame;
import dev.stratavore.pty.loop.ByteQueue;
import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.EventLoop;
import dev.stratavore.pty.loop.Fds;
import dev.stratavore.pty.loop.Watch;
import java.lang.foreign.MemorySegment;

/**
 * One client's socket: frames in, frames out. It holds what the peer has not taken yet; whoever
 * sends looks at {@link #isDrained} first, or bounds what it sends by requests.
 */
final class Connection {
    private static final int READ_BYTES = 64 << 10;
    private static final int OUT_BYTES = 64 << 10;

    /** More than anybody sends to a peer that takes what it gets. */
    private static final int MOST_PENDING = 4 << 20;

    private final EventLoop loop;
    private final int fd;
    private final FrameDecoder decoder;
    private final ByteQueue pending = new ByteQueue();
    private final byte[] header = new byte[FrameType.HEADER_BYTES];
    private final Watch watch;
    private final Runnable gone;
    private FrameHandler handler;
    private boolean paused;
    private boolean working;
    private boolean closeWhenSent;
    private boolean closed;

    Connection(EventLoop loop, int fd, FrameDecoder decoder, FrameHandler handler, Runnable gone)
            throws ErrnoException {
        this.loop = loop;
        this.gone = gone;
        this.fd = fd;
        this.decoder = decoder;
        this.handler = handler;
        this.watch = loop.watch(fd, this::ready);
        watch.interest(Watch.IN);
    }

    /** Gives what comes from now on to another handler, with frames of any allowed size. */
    void handOver(FrameHandler next) {
        handler = next;
        decoder.allow(FrameType.MAX_PAYLOAD);
    }

    /** Whether the peer has taken everything. */
    boolean isDrained() {
        return pending.size() == 0 && !closed && !closeWhenSent;
    }

    /** Bytes that the peer has not taken. */
    int backlog() {
        return pending.size();
    }

    void send(Frame frame) {
        byte[] bytes = FrameEncoder.encodeToBytes(frame);
        if (closed || closeWhenSent) {
            return;
        }
        int sent = 0;
        while (pending.size() == 0 && sent < bytes.length && !closed) {
            int piece = Math.min(READ_BYTES, bytes.length - sent);
            MemorySegment.copy(bytes, sent, loop.ioBuffer(), JAVA_BYTE, 0, piece);
            int count = write(piece);
            sent += Math.max(0, count);
            if (count < piece) {
                break;
            }
        }
        keep(bytes, sent, bytes.length - sent);
    }

    /** Sends a piece of a ring from an offset on as one output frame; the offset after it. */
    long sendOutput(OutputRing ring, long offset) {
        MemorySegment io = loop.ioBuffer();
        int length = ring.copy(offset, io, header.length, OUT_BYTES);
        FrameEncoder.outHeader(header, length);
        MemorySegment.copy(header, 0, io, JAVA_BYTE, 0, header.length);
        int whole = header.length + length;
        int sent = Math.max(0, write(whole));
        if (sent < whole && !closed) {
            byte[] rest = io.asSlice(sent, whole - sent).toArray(JAVA_BYTE);
            keep(rest, 0, rest.length);
        }
        return offset + length;
    }

    private void keep(byte[] bytes, int from, int length) {
        if (length > 0 && !closed) {
            pending.add(bytes, from, length);
            if (pending.size() > MOST_PENDING) {
                close();
            }
            updateInterest();
        }
    }

    private int write(int length) {
        try {
            return Fds.write(fd, loop.ioBuffer(), length);
        } catch (ErrnoException e) {
            // EPIPE, ECONNRESET: the peer is gone, which is nothing unusual.
            close();
            return Fds.WOULD_BLOCK;
        }
    }

    private void ready(int events) {
        if ((events & Watch.OUT) != 0) {
            flush();
        }
        if (!closed && (events & Watch.IN) != 0 && !paused) {
            read();
        } else if ((events & (Watch.HUP | Watch.ERR)) != 0) {
            close();
        }
    }

    private void flush() {
        int count = 1;
        while (pending.size() > 0 && count > 0) {
            count = write(pending.peek(loop.ioBuffer(), OUT_BYTES));
            pending.drop(Math.max(0, count));
        }
        if (pending.size() == 0 && !closed) {
            updateInterest();
            sentAll();
        }
    }

    private void sentAll() {
        if (closeWhenSent) {
            close();
        } else {
            handler.drained();
        }
    }

    private void read() {
        int count;
        try {
            count = Fds.read(fd, loop.ioBuffer(), READ_BYTES);
        } catch (ErrnoException e) {
            count = 0;
        }
        if (count > 0) {
            decoder.feed(loop.ioBuffer().asSlice(0, count).asByteBuffer());
            work();
        } else if (count == 0) {
            close();
        }
    }

    /** Hands over what is decoded until the handler has enough. */
    private void work() {
        if (working) {
            return;
        }
        working = true;
        try {
            while (!paused && !closed && !closeWhenSent) {
                Frame frame = decoder.next();
                if (frame == null) {
                    break;
                }
                dispatch(frame);
            }
        } catch (FrameException e) {
            close();
        } catch (RuntimeException e) {
            close();
            throw e;
        } finally {
            working = false;
        }
    }

    private void dispatch(Frame frame) {
        if (frame instanceof SessionFrame.Ping) {
            send(frame);
        } else if (frame instanceof AttachFrame.Detach) {
            close();
        } else {
            handler.frame(frame);
        }
    }

    /** Takes nothing more from the peer, which therefore comes to a halt. */
    void pauseReading() {
        paused = true;
        updateInterest();
    }

    void resumeReading() {
        if (paused && !closed) {
            paused = false;
            updateInterest();
            loop.execute(this::work);
        }
    }

    /** Sends what is pending and hangs up; what arrives meanwhile is dropped. */
    void closeWhenSent() {
        closeWhenSent = true;
        if (pending.size() == 0) {
            loop.execute(this::close);
        } else {
            pauseReading();
        }
    }

    void close() {
        if (!closed) {
            closed = true;
            pending.clear();
            loop.close(watch);
            gone.run();
            handler.closed();
        }
    }

    private void updateInterest() {
        if (closed) {
            return;
        }
        // A hang-up is always of interest: what then could not be sent ends with the connection.
        int events = Watch.HUP | (paused ? 0 : Watch.IN) | (pending.size() > 0 ? Watch.OUT : 0);
        try {
            watch.interest(events);
        } catch (ErrnoException e) {
            throw new IllegalStateException("a connection cannot be watched", e);
        }
    }
}
