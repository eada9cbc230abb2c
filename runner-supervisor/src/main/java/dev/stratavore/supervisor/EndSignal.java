package dev.stratavore.supervisor;

import java.util.concurrent.CountDownLatch;

/**
 * The wish that the daemon goes down, from a signal or from the API. A termination signal runs our
 * shutdown hook, which passes the wish on and then holds the JVM until the main thread is done.
 */
final class EndSignal {
    private final CountDownLatch wished = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    EndSignal() {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    wished.countDown();
                                    try {
                                        finished.await();
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                },
                                "end-signal"));
    }

    /** Asks for the end; more than one may. */
    void raise() {
        wished.countDown();
    }

    /** Waits until somebody asks for it. */
    void await() throws InterruptedException {
        wished.await();
    }

    /** Everything is closed: the process may go. */
    void done() {
        finished.countDown();
    }
}
