package dev.stratavore.supervisor.worktree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

    private static final int MOST_OUTPUT = 4 << 20;
    private static final String FILES = "stratavore-git";

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
    private final Path temporary;
    private final Duration patience;

    Git(Map<String, String> environment) {
        this(environment, Path.of(System.getProperty("java.io.tmpdir", "/tmp")), PATIENCE);
    }

    /**
     * @param temporary a directory for what a command reads and says
     * @param patience how long a command may take
     */
    Git(Map<String, String> environment, Path temporary, Duration patience) {
        this.environment = Map.copyOf(environment);
        this.temporary = temporary;
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
        try (var files = new Exchange(Files.createTempDirectory(temporary, FILES))) {
            return run(builder, files, input);
        }
    }

    private Result run(ProcessBuilder builder, Exchange files, byte[] input) throws IOException {
        Files.write(files.in(), input);
        Process process =
                builder.redirectInput(files.in().toFile())
                        .redirectOutput(files.out().toFile())
                        .redirectError(files.err().toFile())
                        .start();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "git did not end within " + patience.toSeconds() + " seconds");
            }
            return new Result(process.exitValue(), text(files.out()), text(files.err()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while git ran", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** A bounded part of what it said. */
    private static String text(Path file) throws IOException {
        try (var said = Files.newInputStream(file)) {
            return new String(said.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
        }
    }

    /**
     * What a command reads and says. Files, since something that git leaves running may hold them
     * for as long as it likes: from pipes somebody would have to read until it ends.
     */
    private record Exchange(Path directory) implements AutoCloseable {
        Path in() {
            return directory.resolve("in");
        }

        Path out() {
            return directory.resolve("out");
        }

        Path err() {
            return directory.resolve("err");
        }

        @Override
        public void close() throws IOException {
            for (Path file : List.of(in(), out(), err(), directory)) {
                Files.deleteIfExists(file);
            }
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
}
