package dev.stratavore.sql.embedded;

import dev.stratavore.sql.embedded.StopResult.Clean;
import dev.stratavore.sql.embedded.StopResult.Forced;
import dev.stratavore.sql.embedded.StopResult.StillRunning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Stops the server of a data directory with PostgreSQL's own tool. */
final class ServerControl {
    /** How long a server has that was told to drop everything. */
    private static final Duration IMMEDIATE_PATIENCE = Duration.ofSeconds(5);

    private final Kit kit;
    private final Programs programs;
    private final Path data;

    ServerControl(Kit kit, Programs programs, Path data) {
        this.kit = kit;
        this.programs = programs;
        this.data = data;
    }

    Path data() {
        return data;
    }

    /**
     * Ends it: connections are dropped and what was committed is written; after the patience it is
     * cut short. The result is true to the pid file, which the server removes last.
     */
    StopResult stop(Duration patience) throws IOException, StartFailure {
        if (running().isEmpty()) {
            return new Clean();
        }
        if (stop("fast", patience).ok()) {
            return new Clean();
        }
        var outcome = stop("immediate", IMMEDIATE_PATIENCE);
        var left = running();
        if (left.isEmpty()) {
            return new Forced();
        }
        return left.get().handle().destroyForcibly()
                ? new Forced()
                : new StillRunning(left.get().handle().pid(), outcome.telling());
    }

    /** The server of the directory, if one runs. */
    Optional<ServerProcess> running() throws IOException {
        return PostmasterPid.read(data).flatMap(file -> ServerProcess.find(file.pid(), data));
    }

    /**
     * Removes the pid file of a crashed server whose pid a stranger has by now: PostgreSQL would
     * take the stranger for the server. A pid that nobody has is its own affair.
     */
    void removePidFileOfStranger() throws IOException {
        var file = PostmasterPid.read(data);
        if (file.isPresent() && ServerProcess.isStranger(file.get().pid(), data)) {
            Files.deleteIfExists(data.resolve(PostmasterPid.FILE));
        }
    }

    private Tool.Outcome stop(String mode, Duration patience) throws StartFailure {
        long seconds = Math.max(1, patience.toSeconds());
        return kit.tool()
                .run(
                        Tool.join(
                                kit.privilege().prefix(),
                                List.of(
                                        programs.pgCtl().toString(),
                                        "stop",
                                        "--pgdata=" + data,
                                        "--mode=" + mode,
                                        "--wait",
                                        "--timeout=" + seconds)));
    }
}
