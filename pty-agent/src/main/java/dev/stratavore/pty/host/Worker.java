package dev.stratavore.pty.host;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A thread that may block, on files, on /proc, on starting a process. What it finds goes back to
 * the event loop. Its queue is bounded by those who fill it: an attempt has one write under way, a
 * connection a fixed number of requests.
 */
final class Worker {
    /** pty4j's native calls go through JNA, which wants some room. */
    private static final long STACK_BYTES = 512 << 10;

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final Executor loop;
    private final Consumer<Throwable> problems;
    private final Thread thread;
    private boolean closing;

    Worker(String name, Executor loop, Consumer<Throwable> problems) {
        this.loop = loop;
        this.problems = problems;
        this.thread = new Thread(null, this::run, name, STACK_BYTES);
        thread.start();
    }

    /** Does something there and hands the result to the loop. */
    <T> void ask(Supplier<T> work, Consumer<T> done) {
        queue.add(() -> {
            T result = work.get();
            loop.execute(() -> done.accept(result));
        });
    }

    /** From there, does something on the loop. */
    void back(Runnable task) {
        loop.execute(task);
    }

    /** Does something there. */
    void tell(Runnable work) {
        queue.add(work);
    }

    /** Does everything that was asked for, then ends. Waits for it. */
    void close() {
        queue.add(() -> closing = true);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing) {
            try {
                queue.take().run();
            } catch (InterruptedException e) {
                // Nobody interrupts this thread but a runtime that is going down anyway.
                return;
            } catch (RuntimeException | Error e) {
                problems.accept(e);
            }
        }
    }
}
