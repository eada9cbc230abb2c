package dev.stratavore.cli.daemon;

import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.config.StatePaths;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** How a command comes to its daemon. */
public interface DaemonAccess {
    /** A client of the daemon that runs, started again where the last one crashed; else exit 69. */
    ApiClient running() throws IOException;

    /** A client of the daemon, which is started where none runs and where that is allowed. */
    ApiClient started() throws IOException;

    /** Starts the daemon because the user says so. */
    ApiClient startedByHand() throws IOException;

    /**
     * The same for a command that has lost its daemon in the middle: one that was stopped is waited
     * for, too, as long as the patience says; else exit 69.
     */
    ApiClient returned(Duration patience) throws IOException;

    /** A client if a daemon is there; one that is starting or stopping is waited for. */
    Optional<ApiClient> ifRunning() throws IOException;

    /** Where the daemon's files are. */
    StatePaths paths() throws IOException;
}
