package dev.stratavore.pty.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.stratavore.pty.frame.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A listener that keeps everything and lets a test wait for it. */
public final class Recorder implements PtyListener {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable ExitStatus status;
    private int drained;

    @Override
    public synchronized void output(byte[] some, int length) {
        if (status != null) {
            throw new IllegalStateException("output after the exit");
        }
        bytes.write(some, 0, length);
        notifyAll();
    }

    @Override
    public synchronized void inputDrained() {
        drained++;
        notifyAll();
    }

    @Override
    public synchronized void exited(ExitStatus how) {
        status = how;
        notifyAll();
    }

    public synchronized byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Byte for byte as characters. */
    public synchronized String text() {
        return bytes.toString(ISO_8859_1);
    }

    public synchronized void awaitText(String part) {
        await(part, () -> text().contains(part));
    }

    public synchronized void awaitBytes(int count) {
        await(count + " bytes", () -> bytes.size() >= count);
    }

    public synchronized void awaitDrained() {
        await("room for input", () -> drained > 0);
    }

    public synchronized ExitStatus awaitExit() {
        await("the exit", () -> status != null);
        return Objects.requireNonNull(status);
    }

    private synchronized void await(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            long left = PATIENCE - (System.nanoTime() - start);
            if (left <= 0) {
                throw new AssertionError("no " + what + " but " + status + ": " + text());
            }
            try {
                wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
