package dev.stratavore.pty.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.stratavore.pty.frame.AttachFrame;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.Frame;
import dev.stratavore.pty.frame.FrameDecoder;
import dev.stratavore.pty.frame.FrameEncoder;
import dev.stratavore.pty.frame.FrameException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client of a host. It reads only when asked to, so a test can be as slow as it likes. */
class TestClient implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SocketChannel channel;
    private final Selector selector;
    private final FrameDecoder decoder = new FrameDecoder();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final List<Frame> seen = new ArrayList<>();

    /** Replies that came while another was awaited. */
    private final List<Frame> passedOver = new ArrayList<>();

    TestClient(Path socket) {
        try {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
            channel.configureBlocking(false);
            selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final void send(Frame frame) {
        sendRaw(FrameEncoder.encode(frame));
    }

    /** Sends as much as the host takes within a time; how much that was. */
    final int sendWithin(Duration time, ByteBuffer bytes) {
        int before = bytes.remaining();
        try (Selector writable = Selector.open()) {
            channel.register(writable, SelectionKey.OP_WRITE);
            while (bytes.hasRemaining() && writable.select(time.toMillis()) > 0) {
                writable.selectedKeys().clear();
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return before - bytes.remaining();
    }

    final void sendRaw(ByteBuffer bytes) {
        int wanted = bytes.remaining();
        int sent = sendWithin(PATIENCE, bytes);
        if (sent != wanted) {
            throw new AssertionError("the host took " + sent + " of " + wanted);
        }
    }

    /** The next frame, or null if the host has closed the connection. */
    final @Nullable Frame next() {
        return next(PATIENCE, true);
    }

    /** The next frame, or null if none comes within a time. */
    final @Nullable Frame nextWithin(Duration time) {
        return next(time, false);
    }

    private @Nullable Frame next(Duration time, boolean insist) {
        long start = System.nanoTime();
        try {
            while (true) {
                Frame frame = decoder.next();
                if (frame != null) {
                    note(frame);
                    return frame;
                }
                long left = time.toNanos() - (System.nanoTime() - start);
                if (left <= 0) {
                    if (insist) {
                        throw new AssertionError("nothing more after " + seen);
                    }
                    return null;
                }
                if (!read(Duration.ofNanos(left))) {
                    return null;
                }
            }
        } catch (FrameException e) {
            throw new AssertionError(e);
        }
    }

    private boolean read(Duration time) {
        try {
            selector.select(Math.max(1, time.toMillis()));
            selector.selectedKeys().clear();
            buffer.clear();
            int count = channel.read(buffer);
            decoder.feed(buffer.flip());
            return count >= 0;
        } catch (IOException e) {
            // The host hung up while something of ours was under way.
            return false;
        }
    }

    private void note(Frame frame) {
        if (frame instanceof AttachFrame.Out(byte[] bytes)) {
            output.writeBytes(bytes);
        } else if (!(frame instanceof AttachFrame.Snapshot)) {
            seen.add(frame);
        }
    }

    /** Reads until a frame of a kind comes. */
    final <T extends Frame> T await(Class<T> type) {
        return await(type, frame -> true);
    }

    /** Reads until a certain frame comes. */
    final <T extends Frame> T await(Class<T> type, Predicate<T> wanted) {
        for (Frame frame : passedOver) {
            if (type.isInstance(frame) && wanted.test(type.cast(frame))) {
                passedOver.remove(frame);
                return type.cast(frame);
            }
        }
        for (Frame frame = next(); frame != null; frame = next()) {
            if (type.isInstance(frame) && wanted.test(type.cast(frame))) {
                return type.cast(frame);
            }
            if (frame instanceof ControlReply) {
                passedOver.add(frame);
            }
        }
        throw new AssertionError("closed before a " + type.getSimpleName() + ", after " + seen);
    }

    /** Reads until the output holds a text; all output so far. */
    final String awaitOutput(String part) {
        while (!text().contains(part)) {
            if (next() == null) {
                throw new AssertionError("closed before " + part + ": " + text());
            }
        }
        return text();
    }

    /** Reads the first picture, and on until the program has said that it is ready. */
    final AttachFrame.Snapshot awaitReady() {
        AttachFrame.Snapshot picture = await(AttachFrame.Snapshot.class);
        if (!new String(picture.bytes(), ISO_8859_1).contains("ready")) {
            awaitOutput("ready");
        }
        return picture;
    }

    /** Reads until the host hangs up. */
    final void awaitClose() {
        while (next() != null) {}
    }

    /** The output so far, a character per byte. */
    final String text() {
        return output.toString(ISO_8859_1);
    }

    final byte[] output() {
        return output.toByteArray();
    }

    final void type(String text) {
        send(new AttachFrame.In(text.getBytes(ISO_8859_1)));
    }

    @Override
    public void close() {
        try {
            selector.close();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
