package dev.stratavore.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All bytes that came so far, and who waits for more. Safe for threads. */
final class Transcript {
    /** A test that needs more than this should count instead. */
    private static final int LIMIT = 128 << 20;

    private static final int FIRST = 8192;
    private static final int TAIL = 2000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final int limit;
    private byte[] bytes = new byte[FIRST];
    private int length;
    private @Nullable String closed;

    Transcript() {
        this(LIMIT);
    }

    Transcript(int limit) {
        this.limit = limit;
    }

    /** Adds what came; beyond the limit the transcript closes with that as the reason. */
    void append(byte[] chunk) {
        lock.lock();
        try {
            if (length + chunk.length > limit) {
                closed = "more than " + limit + " bytes came";
            } else if (closed == null) {
                if (length + chunk.length > bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.max(length + chunk.length, 2 * bytes.length));
                }
                System.arraycopy(chunk, 0, bytes, length, chunk.length);
                length += chunk.length;
            }
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Says that nothing more comes, and why: whoever waits fails with it. */
    void close(String reason) {
        lock.lock();
        try {
            if (closed == null) {
                closed = reason;
            }
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int length() {
        lock.lock();
        try {
            return length;
        } finally {
            lock.unlock();
        }
    }

    byte[] copy() {
        lock.lock();
        try {
            return Arrays.copyOf(bytes, length);
        } finally {
            lock.unlock();
        }
    }

    /** The position just after the text's first occurrence at or after the position. */
    int awaitText(int from, String text, Duration within) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        int[] searched = {from};
        return await(
                "the text \"" + text + "\"",
                within,
                () -> {
                    int found = indexOf(wanted, searched[0]);
                    searched[0] = Math.max(from, length - wanted.length + 1);
                    return found < 0 ? Optional.empty() : Optional.of(found + wanted.length);
                });
    }

    <T> T await(String fact, Duration within, Supplier<Optional<T>> look) {
        lock.lock();
        try {
            long left = within.toNanos();
            while (true) {
                Optional<T> value = look.get();
                if (value.isPresent()) {
                    return value.get();
                }
                if (closed != null) {
                    throw failure(fact + " did not come: " + closed);
                }
                if (left <= 0) {
                    throw failure(fact + " did not come within " + within);
                }
                left = more.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure("interrupted while waiting for " + fact);
        } finally {
            lock.unlock();
        }
    }

    private AssertionError failure(String message) {
        int from = Math.max(0, length - TAIL);
        String tail = new String(bytes, from, length - from, StandardCharsets.UTF_8);
        return new AssertionError(
                message + "; the last of " + length + " bytes:\n" + printable(tail));
    }

    private static String printable(String text) {
        var out = new StringBuilder();
        text.chars()
                .forEach(c ->
                        out.append(c == '\n' || c >= ' ' ? "" + (char) c : "^" + (char) (c + '@')));
        return out.toString();
    }

    private int indexOf(byte[] wanted, int from) {
        for (int i = from; i <= length - wanted.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
