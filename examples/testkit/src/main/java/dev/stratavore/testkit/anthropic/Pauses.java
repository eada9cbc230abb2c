package dev.stratavore.testkit.anthropic;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where replies stand still: for a time, or at a gate. All end when the stand-in closes. */
final class Pauses implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

    void pause(Duration time) throws InterruptedIOException {
        try {
            if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new InterruptedIOException("the stand-in is closed");
            }
        } catch (InterruptedException interrupted) {
            throw stopped(interrupted);
        }
    }

    void atGate(String name) throws InterruptedIOException {
        try {
            gate(name).await();
            pause(Duration.ZERO);
        } catch (InterruptedException interrupted) {
            throw stopped(interrupted);
        }
    }

    void open(String name) {
        gate(name).countDown();
    }

    @Override
    public void close() {
        closed.countDown();
        gates.values().forEach(CountDownLatch::countDown);
    }

    private CountDownLatch gate(String name) {
        return gates.computeIfAbsent(name, _ -> new CountDownLatch(closed.getCount() > 0 ? 1 : 0));
    }

    private static InterruptedIOException stopped(InterruptedException cause) {
        Thread.currentThread().interrupt();
        var failure = new InterruptedIOException("interrupted");
        failure.initCause(cause);
        return failure;
    }
}
