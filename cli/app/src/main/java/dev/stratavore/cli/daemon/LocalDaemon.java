package dev.stratavore.cli.daemon;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.cli.console.Surroundings;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.GlobalOptions;
import dev.stratavore.config.StatePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The daemon of this machine, by its Unix socket. */
public final class LocalDaemon implements DaemonAccess {
    private static final String START = "start it with: stratavore daemon start";

    private final Surroundings around;
    private final GlobalOptions options;

    /** For one command. */
    public LocalDaemon(Surroundings around, GlobalOptions options) {
        this.around = around;
        this.options = options;
    }

    @Override
    public StatePaths paths() throws IOException {
        return StatePaths.of(around.environment());
    }

    @Override
    public Optional<ApiClient> ifRunning() throws IOException {
        Optional<Path> socket = Sockets.listening(candidates(paths()));
        return socket.isEmpty() ? Optional.empty() : Optional.of(client(socket.get()));
    }

    @Override
    public ApiClient running() throws IOException {
        Optional<ApiClient> running = ifRunning();
        if (running.isPresent()) {
            return running.get();
        }
        StatePaths paths = paths();
        if (crashed(paths) && refusal().isEmpty()) {
            around.console().note("stratavored ended without being stopped; starting it again");
            return start(paths);
        }
        throw new CommandException(ExitCode.UNREACHABLE, "stratavored is not running; " + START);
    }

    @Override
    public ApiClient started() throws IOException {
        Optional<ApiClient> running = ifRunning();
        if (running.isPresent()) {
            return running.get();
        }
        Optional<String> refusal = refusal();
        if (refusal.isPresent()) {
            throw new CommandException(ExitCode.UNREACHABLE, refusal.get());
        }
        return start(paths());
    }

    @Override
    public ApiClient startedByHand() throws IOException {
        Optional<ApiClient> running = ifRunning();
        return running.isPresent() ? running.get() : start(paths());
    }

    /** A daemon was here, and it did not leave the mark of an orderly stop. */
    private static boolean crashed(StatePaths paths) {
        return Files.exists(paths.daemonLock()) && Files.notExists(paths.cleanStop());
    }

    /** Why no daemon is started unasked. */
    private Optional<String> refusal() {
        if (around.environment().containsKey("SUDO_UID")) {
            return Optional.of(
                    "stratavored is not running, and none is started under sudo; "
                            + "start it as the user it belongs to");
        }
        if (!Configuration.load(around.environment(), options.config()).daemon().autostart()) {
            return Optional.of(
                    "stratavored is not running, and daemon.autostart is false; " + START);
        }
        return Optional.empty();
    }

    private ApiClient start(StatePaths paths) throws IOException {
        DaemonStarter starter = new DaemonStarter(around, options, paths);
        return client(starter.start(candidates(paths)));
    }

    private List<Path> candidates(StatePaths paths) {
        return Sockets.candidates(around.environment(), paths.daemonSocket());
    }

    private ApiClient client(Path socket) {
        return new ApiClient(socket, options.limit());
    }
}
