package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.Frame;
import dev.stratavore.pty.frame.FrameDecoder;
import dev.stratavore.pty.frame.FrameType;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.SessionFrame;
import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.EventLoop;
import dev.stratavore.pty.loop.Timer;
import java.time.Duration;
import java.util.function.Consumer;

/** A connection that has not said what it is for; it gets a little time and memory to do so. */
final class Greeting implements FrameHandler {
    /** A hello is small; more would only fill the host's memory. */
    private static final int MOST_BYTES = 8 << 10;

    private final Reception reception;
    private final Consumer<Greeting> over;
    private final Connection connection;
    private final Timer deadline;

    Greeting(
            EventLoop loop,
            Duration patience,
            Reception reception,
            Consumer<Greeting> over,
            Connections connections,
            int fd)
            throws ErrnoException {
        this.reception = reception;
        this.over = over;
        this.connection = connections.open(fd, new FrameDecoder(MOST_BYTES), this);
        this.deadline = loop.schedule(patience, connection::close);
    }

    @Override
    public void frame(Frame frame) {
        if (frame instanceof SessionFrame.AttachHello hello) {
            if (accepts(hello.version())) {
                reception.attach(connection, hello);
            }
        } else if (frame instanceof SessionFrame.ControlHello hello) {
            if (accepts(hello.version())) {
                reception.control(connection, hello);
            }
        } else {
            connection.close();
        }
        finish();
    }

    private boolean accepts(int version) {
        boolean spoken = FrameType.speaks(version);
        if (!spoken) {
            connection.send(
                    new SessionFrame.Refused(
                            Refusal.VERSION,
                            "this host speaks version " + FrameType.PROTOCOL_VERSION));
            connection.closeWhenSent();
        }
        return spoken;
    }

    private void finish() {
        deadline.cancel();
        over.accept(this);
    }

    /** Makes room for others. */
    void giveUp() {
        connection.close();
    }

    @Override
    public void drained() {}

    @Override
    public void closed() {
        finish();
    }
}
