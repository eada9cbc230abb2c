package dev.stratavore.cli.daemon;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ApiException;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.cli.console.Surroundings;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.GlobalOptions;
import dev.stratavore.cli.render.LostView;
import dev.stratavore.config.StatePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The daemon of this machine, by its Unix socket. */
public final class LocalDaemon implements DaemonAccess {
    private static final String START = "start it with: stratavore daemon start";

    private static final Duration PAUSE = Duration.ofSeconds(1);

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
        if (options.config().isPresent()) {
            // A daemon that runs has no use for it, but whoever names a file relies on it.
            var _ = Configuration.load(around.environment(), options.config());
        }
        return presence().settled(options.limit()).map(this::client);
    }

    @Override
    public ApiClient running() throws IOException {
        Optional<ApiClient> running = runningOrRestarted();
        if (running.isEmpty()) {
            throw new CommandException(
                    ExitCode.UNREACHABLE, "stratavored is not running; " + START);
        }
        return running.get();
    }

    private Optional<ApiClient> runningOrRestarted() throws IOException {
        Optional<ApiClient> running = ifRunning();
        if (running.isEmpty() && crashed(paths()) && refusal().isEmpty()) {
            around.console().note("stratavored ended without being stopped; starting it again");
            return Optional.of(start());
        }
        return running;
    }

    @Override
    public ApiClient returned(Duration patience) throws IOException {
        DaemonPresence presence = presence();
        if (presence.listening().isPresent()) {
            // The one that sent us away may still be on its way down, or its database be away.
            presence.change(PAUSE);
        }
        Optional<ApiClient> back = runningOrRestarted();
        if (back.isPresent()) {
            return back.get();
        }
        around.console().note("stratavored is not running any more; waiting for it to come back");
        Optional<Path> socket = presence.appearing(patience);
        if (socket.isEmpty()) {
            throw new CommandException(
                    ExitCode.UNREACHABLE,
                    "stratavored was stopped and has not come back; " + START);
        }
        return client(socket.get());
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
        return start();
    }

    @Override
    public ApiClient startedByHand() throws IOException {
        Optional<ApiClient> running = ifRunning();
        return running.isPresent() ? running.get() : start();
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

    private ApiClient start() throws IOException {
        ApiClient client = client(new DaemonStarter(around, options, paths(), presence()).start());
        tellOfLost(client);
        return client;
    }

    /** Whoever starts the first daemon after a restart of the machine learns what that ended. */
    private void tellOfLost(ApiClient client) {
        try {
            List<Runner> lost = client.status().lost();
            if (!lost.isEmpty()) {
                around.console().note(LostView.line(lost));
            }
        } catch (ApiException e) {
            // The command that the daemon was started for will say what is wrong with it.
            around.console().flush();
        }
    }

    private DaemonPresence presence() throws IOException {
        StatePaths paths = paths();
        List<Path> candidates = Sockets.candidates(around.environment(), paths.daemonSocket());
        return new DaemonPresence(candidates, paths, around.clock());
    }

    private ApiClient client(Path socket) {
        ApiClient client = new ApiClient(socket, options.limit());
        return options.god() ? client.asGod() : client;
    }
}
