package dev.stratavore.api.wire;

import java.io.IOException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Closes a channel when its time is up, since a blocking Unix-domain channel knows no time-out. One
 * daemon thread per call, which ends with {@link #close}.
 */
final class Deadline implements AutoCloseable {
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean expired;

    /** Starts the clock; zero or less never expires and starts no thread. */
    static Deadline start(Duration limit, Channel channel) {
        Deadline deadline = new Deadline();
        if (limit.isPositive()) {
            Thread.ofPlatform()
                    .daemon()
                    .name("deadline")
                    .start(() -> deadline.watch(limit, channel));
        }
        return deadline;
    }

    private void watch(Duration limit, Channel channel) {
        try {
            if (!done.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                expired = true;
                channel.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The reader sees the end of the channel either way.
            expired = true;
        }
    }

    boolean expired() {
        return expired;
    }

    @Override
    public void close() {
        done.countDown();
    }
}
