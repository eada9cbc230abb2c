package dev.stratavore.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits with a deadline. Where something announces the change (a future, the end of a process) the
 * wait ends by that; conditions of foreign processes that nobody announces are looked at every few
 * milliseconds.
 */
public final class Await {
    /** Between two looks at a condition that nobody announces. */
    private static final Duration LOOK = Duration.ofMillis(5);

    private Await() {}

    /**
     * Returns once the condition holds.
     *
     * @param fact what is waited for, for the message of the failure
     * @throws AssertionError when it did not hold in time
     */
    public static void until(String fact, Duration within, BooleanSupplier condition) {
        Supplier<Optional<Boolean>> held =
                () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty();
        var _ = value(fact, within, held);
    }

    /**
     * Returns the value once there is one.
     *
     * @throws AssertionError when there was none in time
     */
    public static <T> T value(String fact, Duration within, Supplier<Optional<T>> source) {
        var deadline = Deadline.in(within);
        while (true) {
            boolean last = deadline.passed();
            Optional<T> value = source.get();
            if (value.isPresent()) {
                return value.get();
            }
            if (last) {
                throw new AssertionError("not within " + within + ": " + fact);
            }
            LockSupport.parkNanos(Math.min(LOOK.toNanos(), deadline.left().toNanos() + 1));
            failIfInterrupted(fact);
        }
    }

    /**
     * Returns what the future holds.
     *
     * @throws AssertionError when it failed, with its cause, or was not done in time
     */
    public static <T> T result(String fact, Duration within, Future<T> future) {
        try {
            return future.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("not within " + within + ": " + fact, late);
        } catch (ExecutionException failed) {
            throw new AssertionError("failed: " + fact, failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting: " + fact, interrupted);
        }
    }

    /**
     * Returns once no process has this pid; a zombie still has it.
     *
     * @throws AssertionError when one still had it at the deadline
     */
    public static void end(long pid, Duration within) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            var _ = result("the end of process " + pid, within, process.get().onExit());
        }
    }

    private static void failIfInterrupted(String fact) {
        if (Thread.currentThread().isInterrupted()) {
            throw new AssertionError("interrupted while waiting: " + fact);
        }
    }
}
