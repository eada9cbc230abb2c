package dev.stratavore.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs to their end with an environment of exactly what is given, so that nothing of the
 * developer's own (a token, a proxy, a locale) reaches them. Immutable.
 *
 * @param directory where they run
 * @param environment the whole environment
 */
public record Shells(Path directory, Map<String, String> environment) {
    /** Where Debian keeps its programs. */
    public static final String SYSTEM_PATH =
            "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";

    /**
     * How a program ended and what it wrote.
     *
     * @param exitCode its exit code, 128 + n after signal n
     */
    public record Result(int exitCode, String stdout, String stderr) {
        /**
         * Its output, where only success will do.
         *
         * @throws AssertionError when it ended with anything but 0
         */
        public String expectSuccess() {
            if (exitCode != 0) {
                throw new AssertionError("exit " + exitCode + "\n" + stdout + stderr);
            }
            return stdout;
        }
    }

    /** Copies the map. */
    public Shells {
        environment = Map.copyOf(environment);
    }

    /** A clean environment, UTF-8, with the directory as HOME and as working directory. */
    public static Shells in(Path home) {
        return new Shells(
                home, Map.of("HOME", home.toString(), "PATH", SYSTEM_PATH, "LC_ALL", "C.UTF-8"));
    }

    /** The same with one more variable, or with another value of it. */
    public Shells with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Shells(directory, more);
    }

    /** The same in another working directory. */
    public Shells at(Path other) {
        return new Shells(other, environment);
    }

    /**
     * Runs a program without standard input.
     *
     * @throws AssertionError when it had not ended in time; it and its descendants are killed then
     */
    public Result run(Duration within, String... command) {
        return run(within, "", List.of(command));
    }

    /** Runs a script in {@code sh}, with the words as {@code $1} and so on. */
    public Result sh(Duration within, String script, String... words) {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        command.addAll(List.of(words));
        return run(within, "", command);
    }

    /** Runs a program that reads the text, and then the end, from standard input. */
    public Result run(Duration within, String input, List<String> command) {
        try (var scratch = Scratch.make("shells")) {
            Path file = Files.writeString(scratch.path().resolve("in"), input);
            return run(within, command, scratch.path(), file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Output goes through files: a child that outlives the program cannot hold the caller up. */
    private Result run(Duration within, List<String> command, Path scratch, Path input)
            throws IOException {
        File out = scratch.resolve("out").toFile();
        File err = scratch.resolve("err").toFile();
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process =
                builder.redirectInput(input.toFile())
                        .redirectOutput(out)
                        .redirectError(err)
                        .start();
        boolean ended = waitFor(process, within);
        if (!ended) {
            ProcessTree.killTree(process.toHandle());
        }
        var result = new Result(ended ? process.exitValue() : -1, read(out), read(err));
        if (!ended) {
            throw new AssertionError(
                    command
                            + " not ended within "
                            + within
                            + "\n"
                            + result.stdout()
                            + result.stderr());
        }
        return result;
    }

    private static boolean waitFor(Process process, Duration within) {
        try {
            return process.waitFor(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            ProcessTree.killTree(process.toHandle());
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    private static String read(File file) throws IOException {
        return new String(Files.readAllBytes(file.toPath()), StandardCharsets.UTF_8);
    }
}
