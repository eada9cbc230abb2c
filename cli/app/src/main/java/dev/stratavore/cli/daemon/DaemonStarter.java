package dev.stratavore.cli.daemon;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.cli.console.Surroundings;
import dev.stratavore.cli.console.Text;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.GlobalOptions;
import dev.stratavore.config.StatePaths;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts the daemon once, however many commands want it at the same time: the start lock lets one
 * through, and the others find its daemon. Whoever starts one without that lock is waited for. The
 * daemon tells on its standard output how far it is: lines {@code progress: TEXT}, then {@code
 * ready} or {@code failed: TEXT}; it has a session of its own, so that it outlives the command.
 */
final class DaemonStarter {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    private static final String PROGRESS = "progress: ";
    private static final String FAILED = "failed: ";

    private final Surroundings around;
    private final GlobalOptions options;
    private final StatePaths paths;
    private final DaemonPresence presence;

    DaemonStarter(
            Surroundings around, GlobalOptions options, StatePaths paths, DaemonPresence presence) {
        this.around = around;
        this.options = options;
        this.paths = paths;
        this.presence = presence;
    }

    /** The socket of a daemon that is ready. */
    Path start() throws IOException {
        paths.create();
        try (FileChannel channel =
                        FileChannel.open(
                                paths.startLock(),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            while (lock.isValid()) {
                Optional<Path> running = presence.settled(START_LIMIT);
                if (running.isPresent()) {
                    return running.get();
                }
                if (startOne()) {
                    return presence.listening().orElseThrow(this::silent);
                }
            }
            throw silent();
        }
    }

    /** Whether ours came up; if not, another starter's, such as systemd's, is doing so. */
    private boolean startOne() throws IOException {
        try {
            follow(spawn());
            return true;
        } catch (CommandException e) {
            if (e.code() == ExitCode.LIMIT && presence.holder().isPresent()) {
                return false;
            }
            throw e;
        }
    }

    private Process spawn() throws IOException {
        Path program = around.home().resolve("bin/stratavored");
        if (!Files.isExecutable(program)) {
            throw new CommandException(
                    ExitCode.UNREACHABLE, "stratavored is not there to be started: " + program);
        }
        // The launch script's own shell ignores some signals; the daemon must not.
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "env",
                                "--default-signal",
                                "setsid",
                                program.toString(),
                                "--announce"));
        if (options.config().isPresent()) {
            command.add("--config");
            command.add(around.directory().resolve(options.config().get()).toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(around.environment());
        builder.environment().remove("STRATAVORE_RUNNER");
        builder.directory(new File("/"));
        builder.redirectInput(new File("/dev/null"));
        setErrorsAside();
        builder.redirectError(paths.daemonErrors().toFile());
        return builder.start();
    }

    /** A file of its own, since the daemon renames its log; the last daemon's is still kept. */
    private void setErrorsAside() throws IOException {
        Path errors = paths.daemonErrors();
        if (Files.exists(errors) && Files.size(errors) > 0) {
            Path _ =
                    Files.move(
                            errors,
                            errors.resolveSibling(errors.getFileName() + ".1"),
                            StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void follow(Process process) throws IOException {
        Thread guard = Thread.ofPlatform().daemon().name("start-limit").start(() -> limit(process));
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("ready")) {
                    return;
                }
                if (line.startsWith(FAILED)) {
                    throw failed(process, line.substring(FAILED.length()));
                }
                if (line.startsWith(PROGRESS) && around.terminal().err()) {
                    around.console().note(Text.plain(line.substring(PROGRESS.length())));
                }
            }
        } finally {
            guard.interrupt();
        }
        throw failed(process, "it ended before it was ready; see " + paths.daemonErrors());
    }

    private static void limit(Process process) {
        try {
            if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            // The daemon is ready or has failed: nothing is left to guard.
            Thread.currentThread().interrupt();
        }
    }

    /** The daemon's own exit code says what kind of failure it was. */
    private static CommandException failed(Process process, String text) {
        int code = ExitCode.UNREACHABLE.code();
        try {
            if (process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                code = process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (ExitCode known : ExitCode.values()) {
            if (known.code() == code && known != ExitCode.OK) {
                return new CommandException(
                        known, "stratavored did not start: " + Text.plain(text));
            }
        }
        return new CommandException(
                ExitCode.UNREACHABLE, "stratavored did not start: " + Text.plain(text));
    }

    private CommandException silent() {
        return new CommandException(
                ExitCode.UNREACHABLE,
                "stratavored says it is ready, but does not answer on "
                        + paths.daemonSocket()
                        + "; see "
                        + paths.daemonLog());
    }
}
