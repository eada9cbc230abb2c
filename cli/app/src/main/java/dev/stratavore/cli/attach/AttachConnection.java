package dev.stratavore.cli.attach;

import dev.stratavore.pty.frame.Frame;
import dev.stratavore.pty.frame.FrameDecoder;
import dev.stratavore.pty.frame.FrameEncoder;
import dev.stratavore.pty.frame.FrameException;
import dev.stratavore.pty.frame.SessionFrame;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the pty host that was welcomed. One thread reads; any thread may send or close.
 */
final class AttachConnection implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final SocketChannel channel;
    private final FrameDecoder decoder = new FrameDecoder();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private final Object sending = new Object();

    private AttachConnection(SocketChannel channel) {
        this.channel = channel;
    }

    /** What a pty host answers to a hello. */
    sealed interface Answer {
        /** Attached. */
        record Welcome(AttachConnection connection, SessionFrame.AttachWelcome frame)
                implements Answer {}

        /** Not attached, and why. */
        record No(SessionFrame.Refused frame) implements Answer {}
    }

    /** Connects and waits for the answer. */
    static Answer open(Path socket, SessionFrame.AttachHello hello) throws IOException {
        AttachConnection connection =
                new AttachConnection(SocketChannel.open(StandardProtocolFamily.UNIX));
        try {
            if (!connection.channel.connect(UnixDomainSocketAddress.of(socket))) {
                throw new IOException("the connection is not made");
            }
            connection.send(hello);
            Frame first = connection.next();
            if (first instanceof SessionFrame.AttachWelcome welcome) {
                return new Answer.Welcome(connection, welcome);
            }
            connection.close();
            if (first instanceof SessionFrame.Refused refused) {
                return new Answer.No(refused);
            }
            throw new IOException("the pty host hung up");
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /** The next frame, or null at the end of the connection. */
    @Nullable Frame next() throws IOException {
        try {
            while (true) {
                Frame frame = decoder.next();
                if (frame != null) {
                    return frame;
                }
                buffer.clear();
                if (channel.read(buffer) < 0) {
                    return null;
                }
                decoder.feed(buffer.flip());
            }
        } catch (FrameException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Sends a frame; blocks while the pty host does not read. */
    void send(Frame frame) throws IOException {
        ByteBuffer bytes = FrameEncoder.encode(frame);
        synchronized (sending) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Closed is closed: the pty host sees the end either way.
            buffer.clear();
        }
    }
}
