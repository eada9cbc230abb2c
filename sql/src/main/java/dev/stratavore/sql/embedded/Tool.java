package dev.stratavore.sql.embedded;

import dev.stratavore.sql.embedded.StartResult.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a short-lived program with a clean environment and takes what it says. Blocks. */
final class Tool {
    /** The most that is kept of a program's output. */
    private static final int OUTPUT_BYTES = 64 * 1024;

    private static final int NOT_STARTED = 127;

    private final Duration patience;

    /**
     * @param patience how long one program may take before it is killed
     */
    Tool(Duration patience) {
        this.patience = patience;
    }

    /**
     * How a program ended.
     *
     * @param exit its exit code, or 127 where it could not be started
     * @param output both streams, from the beginning
     */
    record Outcome(int exit, String output) {
        boolean ok() {
            return exit == 0;
        }

        /** The line that says what went wrong. */
        String telling() {
            return ServerLog.telling(output.lines().toList());
        }
    }

    Outcome run(List<String> command) throws StartFailure {
        return run(command, "");
    }

    Outcome run(List<String> command, String input) throws StartFailure {
        Process process;
        try {
            process = clean(new ProcessBuilder(command)).redirectErrorStream(true).start();
        } catch (IOException e) {
            return new Outcome(NOT_STARTED, String.valueOf(e.getMessage()));
        }
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                .execute(process::destroyForcibly);
        try {
            give(process, input);
            var output = take(process);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            return new Outcome(NOT_STARTED, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(
                    Reason.DID_NOT_START,
                    "interrupted while waiting for " + command.getFirst(),
                    "start again");
        } finally {
            process.destroyForcibly();
        }
    }

    private static void give(Process process, String input) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading: what it says instead is in its exit code and output.
        }
    }

    private static String take(Process process) throws IOException {
        try (var stdout = process.getInputStream()) {
            var head = stdout.readNBytes(OUTPUT_BYTES);
            stdout.transferTo(OutputStream.nullOutputStream());
            return new String(head, StandardCharsets.UTF_8);
        }
    }

    /** Nothing of our own environment may change what PostgreSQL does. */
    static ProcessBuilder clean(ProcessBuilder builder) {
        var environment = builder.environment();
        var path = environment.getOrDefault("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        environment.clear();
        environment.put("PATH", path);
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        return builder;
    }

    static List<String> join(List<String> prefix, List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }
}
