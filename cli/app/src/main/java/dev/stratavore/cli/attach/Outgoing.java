package dev.stratavore.cli.attach;

import dev.stratavore.pty.frame.AttachFrame;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What was typed, on its way to the pty host. A thread of its own sends it, so that whoever reads
 * the keyboard still sees the detach keys while the program takes no input. It holds a bounded
 * number of bytes; a full one holds the keyboard back, as a terminal does, and loses nothing.
 */
final class Outgoing {
    /** More than anybody types, and than most pastes have. */
    static final int CAPACITY = 4 << 20;

    private static final int PIECE = 64 << 10;

    private final Link link;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private int unsent;
    private boolean over;

    private Outgoing(Link link) {
        this.link = link;
    }

    /** Begins to send. */
    static Outgoing to(Link link) {
        Outgoing outgoing = new Outgoing(link);
        Thread.ofPlatform().daemon().name("attach-outgoing").start(outgoing::run);
        return outgoing;
    }

    /** Takes bytes, when there is room for them; false once all has ended. */
    boolean add(byte[] bytes) throws InterruptedException {
        lock.lock();
        try {
            while (!over && unsent >= CAPACITY) {
                changed.await();
            }
            if (!over) {
                waiting.writeBytes(bytes);
                unsent += bytes.length;
                changed.signalAll();
            }
            return !over;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all is sent, at most so long; answers how many bytes are not. */
    int drain(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (unsent > 0 && !over && left > 0) {
                left = changed.awaitNanos(left);
            }
            return unsent;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (send(take())) {}
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private boolean send(byte[] bytes) throws InterruptedException {
        for (int from = 0; from < bytes.length; from += PIECE) {
            int to = Math.min(bytes.length, from + PIECE);
            if (!link.send(new AttachFrame.In(Arrays.copyOfRange(bytes, from, to)))) {
                return false;
            }
            sent(to - from);
        }
        return true;
    }

    private byte[] take() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.size() == 0) {
                changed.await();
            }
            byte[] bytes = waiting.toByteArray();
            waiting.reset();
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    private void sent(int count) {
        lock.lock();
        try {
            unsent -= count;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
