package dev.stratavore.cli.attach;

import dev.stratavore.pty.frame.Frame;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The connection in use, which may be replaced, and how it all ended. Whoever sends while it is
 * down waits for the next one. Safe for several threads.
 */
final class Link {
    private final AtomicReference<@Nullable End> end = new AtomicReference<>();
    private AttachConnection connection;
    private boolean down;

    Link(AttachConnection connection) {
        this.connection = connection;
    }

    synchronized AttachConnection connection() {
        return connection;
    }

    /** The connection is of no further use. */
    synchronized void down() {
        down = true;
        connection.close();
    }

    /** Another connection takes its place. */
    synchronized void up(AttachConnection next) {
        connection = next;
        down = false;
        if (end.get() != null) {
            next.close();
        }
        notifyAll();
    }

    /** Sends, on the next connection if this one is down; false once all has ended. */
    boolean send(Frame frame) throws InterruptedException {
        while (true) {
            AttachConnection current = awaitUp();
            if (current == null) {
                return false;
            }
            try {
                current.send(frame);
                return true;
            } catch (IOException e) {
                // The reader notices the same and reconnects or ends.
                awaitOther(current);
            }
        }
    }

    private synchronized @Nullable AttachConnection awaitUp() throws InterruptedException {
        while (down && end.get() == null) {
            wait();
        }
        return end.get() == null ? connection : null;
    }

    private synchronized void awaitOther(AttachConnection broken) throws InterruptedException {
        while (connection == broken && end.get() == null) {
            wait();
        }
    }

    /** The first end counts. */
    void finish(End how) {
        if (end.compareAndSet(null, how)) {
            synchronized (this) {
                connection.close();
                notifyAll();
            }
        }
    }

    @Nullable End end() {
        return end.get();
    }
}
