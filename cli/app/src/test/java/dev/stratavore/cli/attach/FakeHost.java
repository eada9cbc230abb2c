package dev.stratavore.cli.attach;

import dev.stratavore.pty.frame.AttachFrame;
import dev.stratavore.pty.frame.AttachRole;
import dev.stratavore.pty.frame.Frame;
import dev.stratavore.pty.frame.FrameDecoder;
import dev.stratavore.pty.frame.FrameEncoder;
import dev.stratavore.pty.frame.FrameException;
import dev.stratavore.pty.frame.FrameType;
import dev.stratavore.pty.frame.HostIdentity;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.SessionFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A pty host that a test plays: it welcomes clients, and the test says what comes next. */
final class FakeHost implements AutoCloseable {
    private static final int LIMIT_SECONDS = 30;

    private final ServerSocketChannel server;
    private final BlockingQueue<Client> clients = new LinkedBlockingQueue<>();
    private volatile AttachRole role = AttachRole.WRITER;
    private volatile String notice = "";
    private volatile boolean deaf;
    private final CountDownLatch closed = new CountDownLatch(1);

    private FakeHost(ServerSocketChannel server) {
        this.server = server;
    }

    static FakeHost listen(Path socket) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        FakeHost host = new FakeHost(server);
        Thread.ofPlatform().daemon().name("fake-host").start(host::accept);
        return host;
    }

    /** From now on clients only look, and are told so. */
    void welcomeAsReader(String line) {
        role = AttachRole.READER;
        notice = line;
    }

    /** From now on nothing is read of a client that was welcomed. */
    void readNothing() {
        deaf = true;
    }

    /** The next client that said hello. */
    Client client() {
        try {
            Client client = clients.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (client == null) {
                throw new AssertionError("nobody attached");
            }
            return client;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                Thread.ofPlatform().daemon().name("fake-client").start(() -> serve(channel));
            }
        } catch (IOException e) {
            close();
        }
    }

    private void serve(SocketChannel channel) {
        try {
            FrameDecoder decoder = new FrameDecoder();
            Client client = null;
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            while (!(deaf && client != null) && channel.read(buffer.clear()) >= 0) {
                decoder.feed(buffer.flip());
                for (Frame next = decoder.next(); next != null; next = decoder.next()) {
                    if (next instanceof SessionFrame.AttachHello hello) {
                        client = welcome(channel, hello);
                    } else if (client != null) {
                        client.frames.add(next);
                    }
                }
            }
            if (deaf) {
                closed.await();
            }
        } catch (IOException | FrameException | InterruptedException e) {
            // The client went away, as tests make it do.
            return;
        }
    }

    private Client welcome(SocketChannel channel, SessionFrame.AttachHello hello)
            throws IOException {
        Client client = new Client(channel, hello);
        client.send(
                new SessionFrame.AttachWelcome(
                        FrameType.PROTOCOL_VERSION,
                        new HostIdentity("test", 1),
                        new RunnerRef(hello.target().runner(), 1),
                        role,
                        hello.size(),
                        notice));
        clients.add(client);
        return client;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** One attached client. */
    static final class Client {
        private final SocketChannel channel;
        private final SessionFrame.AttachHello hello;
        private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();

        private Client(SocketChannel channel, SessionFrame.AttachHello hello) {
            this.channel = channel;
            this.hello = hello;
        }

        SessionFrame.AttachHello hello() {
            return hello;
        }

        void send(Frame frame) throws IOException {
            ByteBuffer bytes = FrameEncoder.encode(frame);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        void hangUp() throws IOException {
            channel.close();
        }

        /** The next frame that the client sent. */
        Frame next() {
            @Nullable Frame frame;
            try {
                frame = frames.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (frame == null) {
                throw new AssertionError("the client sends nothing");
            }
            return frame;
        }

        /** The next bytes that were typed. */
        byte[] typed(int count) {
            ByteArrayOutputStream typed = new ByteArrayOutputStream();
            while (typed.size() < count) {
                switch (next()) {
                    case AttachFrame.In in -> typed.writeBytes(in.bytes());
                    case Frame other -> throw new AssertionError("in place of input: " + other);
                }
            }
            return typed.toByteArray();
        }
    }
}
