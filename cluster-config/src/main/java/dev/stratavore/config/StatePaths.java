package dev.stratavore.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a user's node keeps its files. The paths are made from the environment alone; only {@link
 * #create} touches the disk, and the path of a socket that is too long for the kernel asks for the
 * user's number. Immutable.
 */
public final class StatePaths {
    /** A socket's path in bytes that every kernel still takes, with room to spare. */
    static final int MAX_SOCKET_PATH = 100;

    private static final String NAME = "stratavore";
    private static final String DAEMON_SOCKET = "stratavored.sock";
    private static final String AGENT_SOCKET = "agent.sock";

    private final Path state;
    private final Path data;
    private final SocketDirectory sockets;
    private final @Nullable Path givenSocket;

    private StatePaths(Path state, Path data, SocketDirectory sockets, @Nullable Path givenSocket) {
        this.state = state;
        this.data = data;
        this.sockets = sockets;
        this.givenSocket = givenSocket;
    }

    /**
     * Finds the directories of an environment.
     *
     * @throws UnusableDirectoryException if neither HOME nor the XDG variables say where they are,
     *     or STRATAVORE_SOCKET cannot be a socket's path
     */
    public static StatePaths of(Map<String, String> environment) throws IOException {
        return of(environment, Path.of("/tmp"));
    }

    static StatePaths of(Map<String, String> environment, Path shared) throws IOException {
        Path state = UserDirectories.state(environment);
        Path data = UserDirectories.data(environment);
        if (state == null || data == null) {
            throw new UnusableDirectoryException(
                    "HOME is not an absolute path: set HOME, or XDG_STATE_HOME and XDG_DATA_HOME");
        }
        Path directory = state.resolve(NAME);
        boolean fits = fits(directory.resolve(DAEMON_SOCKET));
        SocketDirectory sockets =
                fits
                        ? SocketDirectory.within(directory)
                        : SocketDirectory.beside(directory, shared);
        return new StatePaths(directory, data.resolve(NAME), sockets, givenSocket(environment));
    }

    private static @Nullable Path givenSocket(Map<String, String> environment)
            throws UnusableDirectoryException {
        String given = environment.get(KnownVariables.SOCKET);
        if (given == null || given.isEmpty()) {
            return null;
        }
        Path socket = UserDirectories.absolute(given);
        if (socket == null || !fits(socket)) {
            throw new UnusableDirectoryException(
                    (KnownVariables.SOCKET + " must be an absolute path of at most ")
                            + (MAX_SOCKET_PATH + " bytes"));
        }
        return socket;
    }

    private static boolean fits(Path socket) {
        return socket.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_SOCKET_PATH;
    }

    /** State that may be lost without harm to the data: locks, sockets, logs, terminal output. */
    public Path stateDirectory() {
        return state;
    }

    /** What the user wants to keep: the embedded database. */
    public Path dataDirectory() {
        return data;
    }

    /** Locked for the daemon's life. */
    public Path daemonLock() {
        return state.resolve("daemon.lock");
    }

    /** Locked by the command that starts a daemon. */
    public Path startLock() {
        return state.resolve("start.lock");
    }

    /** Where the daemon listens; STRATAVORE_SOCKET if it is set. */
    public Path daemonSocket() {
        return givenSocket == null ? sockets.path().resolve(DAEMON_SOCKET) : givenSocket;
    }

    /** Where the pty host listens. */
    public Path agentSocket() {
        return sockets.path().resolve(AGENT_SOCKET);
    }

    /** The node's UUID. */
    public Path nodeId() {
        return state.resolve("node-id");
    }

    /** There if the last daemon went down in order. */
    public Path cleanStop() {
        return state.resolve("clean-stop");
    }

    /** The token of the local gRPC listener. */
    public Path token() {
        return state.resolve("token");
    }

    /** The daemon's log. */
    public Path daemonLog() {
        return logsDirectory().resolve("stratavored.log");
    }

    /** What a daemon that was started by a command wrote to its standard error. */
    public Path daemonErrors() {
        return logsDirectory().resolve("stratavored.stderr");
    }

    /** The pty host's log. */
    public Path agentLog() {
        return logsDirectory().resolve("stratavore-agent.log");
    }

    /** Working trees of runners; there once one has been made. */
    public Path worktreesDirectory() {
        return data.resolve("worktrees");
    }

    /** Terminal output, one directory a runner. */
    public Path runnersDirectory() {
        return state.resolve("runners");
    }

    /**
     * Makes all directories with mode 0700. Blocking; may be called again.
     *
     * @throws UnusableDirectoryException if one cannot be made, belongs to another user, or is not
     *     safe to use
     */
    public void create() throws IOException {
        PrivateDirectory.ensure(state);
        PrivateDirectory.ensure(logsDirectory());
        PrivateDirectory.ensure(runnersDirectory());
        PrivateDirectory.ensure(data);
        sockets.create();
    }

    private Path logsDirectory() {
        return state.resolve("logs");
    }
}
