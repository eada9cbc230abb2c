package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.FrameDecoder;
import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.EventLoop;

/** All connections there are; so many and no more. */
final class Connections {
    private static final int MOST = 512;

    private final EventLoop loop;
    private int count;

    Connections(EventLoop loop) {
        this.loop = loop;
    }

    boolean isFull() {
        return count >= MOST;
    }

    Connection open(int fd, FrameDecoder decoder, FrameHandler handler) throws ErrnoException {
        Connection connection = new Connection(loop, fd, decoder, handler, () -> count--);
        count++;
        return connection;
    }
}
