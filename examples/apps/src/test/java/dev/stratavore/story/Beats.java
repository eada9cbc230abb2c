package dev.stratavore.story;

import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.ControlReply.Beat;
import dev.stratavore.pty.frame.Frame;
import dev.stratavore.pty.frame.FrameDecoder;
import dev.stratavore.pty.frame.FrameEncoder;
import dev.stratavore.pty.frame.FrameException;
import dev.stratavore.pty.frame.FrameType;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.SessionFrame;
import dev.stratavore.testkit.Await;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens to the heartbeats of a pty host, beside the daemon. */
final class Beats implements AutoCloseable {
    private static final int BEATS = 1;
    private static final int LIMITS = 2;

    private final SocketChannel channel;
    private final Thread reader;
    private final List<Beat> beats = new CopyOnWriteArrayList<>();
    private final List<ControlReply.Done> answers = new CopyOnWriteArrayList<>();

    private Beats(SocketChannel channel) {
        this.channel = channel;
        this.reader = new Thread(this::read, "beats");
    }

    static Beats of(Path socket, Duration interval) throws IOException {
        var beats = new Beats(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        beats.send(new SessionFrame.ControlHello(FrameType.PROTOCOL_VERSION, "story"));
        beats.send(new HostRequest.Beat(BEATS, (int) interval.toMillis()));
        beats.reader.start();
        return beats;
    }

    private void send(Frame frame) throws IOException {
        var bytes = FrameEncoder.encode(frame);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void read() {
        var decoder = new FrameDecoder();
        var buffer = ByteBuffer.allocate(64 << 10);
        try {
            while (channel.read(buffer.clear()) >= 0) {
                decoder.feed(buffer.flip());
                for (var frame = decoder.next(); frame != null; frame = decoder.next()) {
                    if (frame instanceof Beat beat) {
                        beats.add(beat);
                    } else if (frame instanceof ControlReply.Done done) {
                        answers.add(done);
                    }
                }
            }
        } catch (IOException | FrameException closed) {
            // What has come until then is what there is.
            return;
        }
    }

    /** All that came, in order. */
    List<Beat> seen() {
        return List.copyOf(beats);
    }

    /** Whether the kernel holds what runs in a project that has no limits. */
    boolean enforced(String project) throws IOException {
        send(new HostRequest.Limits(LIMITS, project, 0, 0));
        var answer =
                Await.value(
                        "an answer of the pty host",
                        UserHome.SOON,
                        () ->
                                answers.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(answers.getLast()));
        return answer.count() == 1;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
