package dev.stratavore.pty.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stratavore.pty.loop.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The program itself, in a process of its own. */
final class AgentProcess implements AutoCloseable {
    private final Path directory;
    private final Process process;

    /** Starts it on a directory, without control groups, and does not wait. */
    AgentProcess(Path directory) {
        this(
                directory,
                List.of(
                        "--state",
                        directory.resolve("state").toString(),
                        "--socket",
                        directory.resolve("host.sock").toString(),
                        "--pty-engine",
                        HostUnderTest.engine().name().toLowerCase(Locale.ROOT)));
    }

    AgentProcess(Path directory, List<String> arguments) {
        this(directory, List.of(), arguments);
    }

    AgentProcess(Path directory, List<String> jvmOptions, List<String> arguments) {
        this.directory = directory;
        HostUnderTest.allowCgroups(directory, false);
        var command = new ArrayList<String>();
        // A build in the background has its interrupts ignored, and so would the agent.
        command.addAll(List.of("/usr/bin/env", "--default-signal"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-Xss256k",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StratavoreAgent.class.getName()));
        command.addAll(arguments);
        try {
            process =
                    new ProcessBuilder(command)
                            .directory(Path.of("/").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return directory.resolve("log");
    }

    Path socket() {
        return directory.resolve("host.sock");
    }

    long pid() {
        return process.pid();
    }

    String output() {
        try {
            return Files.readString(log(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitLog(String part) {
        Eventually.until(part, () -> output().contains(part));
    }

    /** Waits until it serves. */
    ControlClient control() {
        awaitLog("event=serving pid=" + process.pid());
        return new ControlClient(socket());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int awaitExit() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        int ignored = awaitExit();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
