package dev.stratavore.testkit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    private static final Duration ENDING = Duration.ofSeconds(20);

    private final Process process;
    private final DataOutputStream toDriver;

    private TtyDriver(Process process) {
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
        var builder = new ProcessBuilder(Resources.PERL, "-e", Resources.text("pty-driver"));
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", Shells.SYSTEM_PATH, "LC_ALL", "C"));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var driver = new TtyDriver(process);
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

    /** Ends the driver, which kills its command first. */
    @Override
    public void close() {
        try {
            toDriver.close();
            if (!process.waitFor(ENDING.toSeconds(), TimeUnit.SECONDS)) {
                ProcessTree.killTree(process.toHandle());
                throw new AssertionError("the terminal's driver did not end within " + ENDING);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            ProcessTree.killTree(process.toHandle());
            Thread.currentThread().interrupt();
        }
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
            end.run();
        } catch (IOException failure) {
            end.run();
            throw new UncheckedIOException(failure);
        }
    }
}
