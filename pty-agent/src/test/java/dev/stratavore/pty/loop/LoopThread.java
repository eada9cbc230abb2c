package dev.stratavore.pty.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An event loop on a thread of its own, for tests. */
public final class LoopThread implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final List<Throwable> problems = Collections.synchronizedList(new ArrayList<>());
    private final EventLoop loop;
    private final Thread thread;

    public LoopThread() {
        try {
            loop = new EventLoop(System::nanoTime, problems::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::run, "loop");
        thread.start();
    }

    private void run() {
        try {
            loop.run();
        } catch (ErrnoException e) {
            problems.add(e);
        }
    }

    public EventLoop loop() {
        return loop;
    }

    /** Runs something on the loop and waits for its result. */
    public <T> T call(Callable<T> task) {
        var future = new FutureTask<>(task);
        loop.execute(future);
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs something on the loop and waits until it is done. */
    public void run(Runnable task) {
        var ignored =
                call(() -> {
                    task.run();
                    return true;
                });
    }

    /** What handlers have thrown. */
    public List<Throwable> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
