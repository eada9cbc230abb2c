package dev.stratavore.testkit.anthropic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** What happened so far, and who waits for more of it. Safe for threads. */
final class Journal<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<T> entries = new ArrayList<>();

    void add(T entry) {
        lock.lock();
        try {
            entries.add(entry);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<T> all() {
        lock.lock();
        try {
            return List.copyOf(entries);
        } finally {
            lock.unlock();
        }
    }

    /** The first one that satisfies the condition, as soon as there is one. */
    T await(String fact, Predicate<? super T> wanted, Duration within) {
        lock.lock();
        try {
            long left = within.toNanos();
            for (int next = 0; true; ) {
                for (; next < entries.size(); next++) {
                    if (wanted.test(entries.get(next))) {
                        return entries.get(next);
                    }
                }
                if (left <= 0) {
                    throw new AssertionError(
                            "not within " + within + ": " + fact + "; there were " + entries);
                }
                left = more.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting: " + fact, interrupted);
        } finally {
            lock.unlock();
        }
    }
}
