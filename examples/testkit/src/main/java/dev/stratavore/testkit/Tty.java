package dev.stratavore.testkit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A command under a real terminal, as the foreground job of a session whose leader only keeps the
 * terminal, as a user's shell does. The terminal outlives the command, so that its settings can be
 * seen afterwards, until {@link #close}, which kills what is left of the command's process group.
 *
 * <p>Bytes pass both ways unchanged. Positions count the bytes of output from the start. Safe for
 * threads. Failed waits throw {@link AssertionError} with the end of the output.
 */
public final class Tty implements AutoCloseable {
    private static final Duration STARTING = Duration.ofSeconds(20);
    private static final Duration ANSWERING = Duration.ofSeconds(20);

    private final Transcript output = new Transcript();
    private final CompletableFuture<String> started = new CompletableFuture<>();
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final BlockingQueue<String> settings = new ArrayBlockingQueue<>(1);
    private final TtyDriver driver;
    private final long pid;
    private final Path device;

    private Tty(byte[] start) throws IOException {
        driver = TtyDriver.start(this::take, this::driverEnded);
        try {
            driver.send('S', start);
            String pidAndDevice = Await.result("start of the command", STARTING, started);
            pid = Long.parseLong(pidAndDevice.substring(0, pidAndDevice.indexOf(' ')));
            device = Path.of(pidAndDevice.substring(pidAndDevice.indexOf(' ') + 1));
        } catch (AssertionError failure) {
            driver.close();
            if (failure.getCause() instanceof IOException cause) {
                throw new IOException(cause.getMessage(), cause);
            }
            throw failure;
        }
    }

    /**
     * Starts the command.
     *
     * @param command the program, by path or as found on PATH of this environment, and its
     *     arguments
     * @param environment its whole environment
     * @throws IOException when the program or the directory is not there
     */
    public static Tty start(
            List<String> command,
            Map<String, String> environment,
            Path directory,
            int cols,
            int rows)
            throws IOException {
        List<String> words = new ArrayList<>();
        words.add(directory.toString());
        words.add(Integer.toString(command.size()));
        words.addAll(command);
        environment.forEach((name, value) -> words.add(name + "=" + value));
        var frame = new ByteArrayOutputStream();
        frame.writeBytes(size(cols, rows));
        for (String word : words) {
            if (word.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("NUL in " + word);
            }
            frame.writeBytes((word + "\0").getBytes(StandardCharsets.UTF_8));
        }
        return new Tty(frame.toByteArray());
    }

    /** The pid of the command. */
    public long pid() {
        return pid;
    }

    /** The terminal, for example {@code /dev/pts/3}. */
    public Path device() {
        return device;
    }

    /** Types the bytes; blocks once some 100 kB wait for a command that takes none. */
    public void type(byte[] bytes) {
        driver.send('I', bytes);
    }

    /** Types the text as UTF-8. */
    public void type(String text) {
        driver.send('I', text);
    }

    /** Changes the size; the foreground process group gets SIGWINCH if it is another one. */
    public void resize(int cols, int rows) {
        driver.send('R', size(cols, rows));
    }

    /** Sends the command a signal, named without {@code SIG}; nothing happens once it has ended. */
    public void signal(String name) {
        driver.send('K', name);
    }

    /**
     * Closes the other side, as a terminal window that is closed: the foreground group gets SIGHUP.
     */
    public void hangUp() {
        driver.send('H', "");
    }

    /** What {@code stty -a} says of the terminal now, size included. */
    public synchronized String stty() {
        settings.clear();
        driver.send('T', "");
        try {
            String answer = settings.poll(ANSWERING.toSeconds(), TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("no settings within " + ANSWERING);
            }
            return answer;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /** All output so far. */
    public byte[] output() {
        return output.copy();
    }

    /** All output so far as a reader would see it; see {@link PlainText}. */
    public String text() {
        return PlainText.of(output.copy());
    }

    /** How many bytes have come so far. */
    public int position() {
        return output.length();
    }

    /** Waits for the text anywhere in the output, and returns the position just after it. */
    public int await(String text, Duration within) {
        return output.awaitText(0, text, within);
    }

    /** Waits for the text at or after the position, and returns the position just after it. */
    public int awaitAfter(int position, String text, Duration within) {
        return output.awaitText(position, text, within);
    }

    /** Waits until the whole output so far satisfies the condition, looked at after each piece. */
    public void awaitOutput(String fact, Duration within, Predicate<byte[]> condition) {
        boolean _ =
                output.await(
                        fact,
                        within,
                        () -> condition.test(output.copy()) ? Optional.of(true) : Optional.empty());
    }

    /** Waits until the whole output so far, as {@link #text}, satisfies the condition. */
    public void awaitPlain(String fact, Duration within, Predicate<String> condition) {
        awaitOutput(fact, within, bytes -> condition.test(PlainText.of(bytes)));
    }

    /** Waits for the command's end. Whatever it wrote before is in the output then. */
    public Ending awaitExit(Duration within) {
        return Await.result("end of the command", within, ending);
    }

    /** True while the command has not ended, or its end was not told yet. */
    public boolean running() {
        return !ending.isDone();
    }

    @Override
    public void close() {
        driver.close();
        Await.until("the command killed", ANSWERING, () -> !ProcessTree.alive(pid));
    }

    private void take(char letter, byte[] payload) {
        switch (letter) {
            case 'O' -> output.append(payload);
            case 'P' -> started.complete(text(payload));
            case 'E' -> started.completeExceptionally(new IOException(text(payload)));
            case 'X' -> end(text(payload));
            case 'T' -> settings.offer(text(payload));
            default -> throw new IllegalStateException("frame " + letter);
        }
    }

    /** The keeper of the terminal may be killed too; then nobody knows how the command ended. */
    private void end(String how) {
        if (how.equals("lost")) {
            ending.completeExceptionally(new IOException("the terminal's session leader is gone"));
        } else {
            ending.complete(Ending.parse(how));
        }
    }

    private void driverEnded() {
        output.close("the terminal is gone");
        started.completeExceptionally(new IOException("the terminal's driver ended"));
        ending.completeExceptionally(new IOException("the terminal's driver ended"));
    }

    private static String text(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8);
    }

    private static byte[] size(int cols, int rows) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeShort(cols);
            out.writeShort(rows);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }
}
