package dev.stratavore.testkit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The process that owns the terminal, and the frames to and from it: the program {@code pty-driver}
 * among the resources says which. Frames from it are handed to the receiver on one thread of its
 * own.
 */
final class TtyDriver implements AutoCloseable {
    private static final Duration ASKING = Duration.ofSeconds(2);
    private static final Duration ENDING = Duration.ofSeconds(20);

    private final Scratch scratch;
    private final Process process;
    private final DataOutputStream toDriver;

    private TtyDriver(Scratch scratch, Process process) {
        this.scratch = scratch;
        this.process = process;
        this.toDriver = new DataOutputStream(process.getOutputStream());
    }

    /**
     * Starts one.
     *
     * @param receiver takes the letter and the payload of each frame
     * @param end runs once after the last frame
     */
    static TtyDriver start(BiConsumer<Character, byte[]> receiver, Runnable end)
            throws IOException {
        var scratch = Scratch.make("tty");
        Path program = Resources.install("pty-driver", scratch.path());
        var builder = new ProcessBuilder(program.toString());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", Shells.SYSTEM_PATH, "LC_ALL", "C"));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var driver = new TtyDriver(scratch, process);
        Thread.ofPlatform()
                .daemon()
                .name("tty-" + process.pid())
                .start(() -> driver.receive(receiver, end));
        return driver;
    }

    /** Sends a frame. */
    void send(char letter, byte[] payload) {
        synchronized (toDriver) {
            try {
                toDriver.writeByte(letter);
                toDriver.writeInt(payload.length);
                toDriver.write(payload);
                toDriver.flush();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    void send(char letter, String payload) {
        send(letter, payload.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Ends the driver, which kills its command first. One that waits for its terminal to take input
     * does not see the end of its own; the keeper of the terminal kills the command then.
     */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(ASKING.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroy();
                var _ = process.waitFor(ENDING.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
        scratch.close();
    }

    private void receive(BiConsumer<Character, byte[]> receiver, Runnable end) {
        try (var frames = new DataInputStream(Objects.requireNonNull(process.getInputStream()))) {
            while (true) {
                char letter = (char) frames.readUnsignedByte();
                byte[] payload = new byte[frames.readInt()];
                frames.readFully(payload);
                receiver.accept(letter, payload);
            }
        } catch (EOFException ended) {
            // The driver is done.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            end.run();
        }
    }
}
