package dev.stratavore.cli.daemon;

import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.config.StatePaths;
import java.io.IOException;
import java.util.Optional;

/** How a command comes to its daemon. */
public interface DaemonAccess {
    /** A client of the daemon that runs, started again where the last one crashed; else exit 69. */
    ApiClient running() throws IOException;

    /** A client of the daemon, which is started where none runs and where that is allowed. */
    ApiClient started() throws IOException;

    /** Starts the daemon because the user says so. */
    ApiClient startedByHand() throws IOException;

    /** A client if a daemon answers now. */
    Optional<ApiClient> ifRunning() throws IOException;

    /** Where the daemon's files are. */
    StatePaths paths() throws IOException;
}
