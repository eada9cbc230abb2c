package dev.stratavore.supervisor.worktree;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs git, which asks nobody anything, is led astray by no variable and ends in time. Hooks of
 * repositories stay off. Thread-safe.
 */
final class Git {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** For what is left in the pipes; something that git left running may hold them. */
    private static final Duration AFTER_END = Duration.ofSeconds(30);

    private static final int MOST_OUTPUT = 4 << 20;

    /** Neither hooks nor work in the background. */
    private static final List<String> QUIETLY =
            List.of(
                    "-c",
                    "core.hooksPath=/dev/null",
                    "-c",
                    "core.fsmonitor=false",
                    "-c",
                    "gc.auto=0",
                    "-c",
                    "maintenance.auto=false");

    /** What git needs to find its user's settings and its own parts. */
    private static final List<String> PASSED_ON =
            List.of("HOME", "PATH", "USER", "LOGNAME", "XDG_CONFIG_HOME", "TMPDIR");

    private final Map<String, String> environment;
    private final Duration patience;

    Git(Map<String, String> environment) {
        this(environment, PATIENCE);
    }

    /**
     * @param patience how long a command and all that it started may take
     */
    Git(Map<String, String> environment, Duration patience) {
        this.environment = Map.copyOf(environment);
        this.patience = patience;
    }

    /** How it ended and what it said. */
    record Result(int code, String out, String err) {
        boolean ok() {
            return code == 0;
        }

        /** What it said, without the end of the last line. */
        String text() {
            return out.strip();
        }

        /** Its complaint in one line. */
        String complaint() {
            String all = err.strip().replaceAll("\\s*\\n\\s*", "; ");
            return all.isEmpty() ? "git ended with " + code : all.replaceFirst("^fatal: ", "");
        }
    }

    /** A command whose failure is an answer. */
    Result run(Path directory, String... words) throws IOException {
        return run(directory, new byte[0], words);
    }

    /** A command that reads something. */
    Result run(Path directory, byte[] input, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add("git");
        command.addAll(QUIETLY);
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        PASSED_ON.forEach(name -> {
            String value = environment.get(name);
            if (value != null) {
                builder.environment().put(name, value);
            }
        });
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        Process process = builder.start();
        try {
            return result(process, input);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while git ran", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            close(process.getInputStream());
            close(process.getErrorStream());
        }
    }

    /** What nobody reads to the end any more. */
    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // Nothing is left to lose: the answer is known.
            return;
        }
    }

    /** A command that must succeed. */
    String must(Path directory, String... words) throws IOException {
        Result result = run(directory, words);
        if (!result.ok()) {
            throw new IOException(result.complaint());
        }
        return result.text();
    }

    private Result result(Process process, byte[] input) throws IOException, InterruptedException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        Thread writer = Thread.ofVirtual().start(() -> feed(process, input));
        Thread outReader = Thread.ofVirtual().start(() -> drain(process.getInputStream(), out));
        Thread errReader = Thread.ofVirtual().start(() -> drain(process.getErrorStream(), err));
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("git did not end within " + patience.toSeconds() + " seconds");
        }
        for (Thread thread : List.of(writer, outReader, errReader)) {
            if (!thread.join(patience.compareTo(AFTER_END) < 0 ? patience : AFTER_END)) {
                throw new IOException("git left something running that holds its output");
            }
        }
        return new Result(
                process.exitValue(),
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    private static void feed(Process process, byte[] input) {
        try (var in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // It did not want to read more; its exit code says why.
            return;
        }
    }

    /** Reads to the end, so that nothing blocks, and keeps a bounded part. */
    private static void drain(InputStream from, ByteArrayOutputStream into) {
        byte[] block = new byte[8_192];
        try (from) {
            for (int count = from.read(block); count > 0; count = from.read(block)) {
                into.write(block, 0, Math.min(count, MOST_OUTPUT - into.size()));
            }
        } catch (IOException e) {
            // It was ended; what it said so far is all there is.
            return;
        }
    }
}
