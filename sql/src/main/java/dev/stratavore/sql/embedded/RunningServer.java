package dev.stratavore.sql.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that this process owns until it stops it or dies. A server that nobody stopped goes on
 * without its owner and is found by the next start.
 */
public final class RunningServer {
    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

    private final Endpoint endpoint;
    private final ProcessHandle process;
    private final ServerControl control;
    private final OwnerLock lock;
    private final Layout layout;
    private final Optional<LogBound> logBound;

    RunningServer(
            Endpoint endpoint,
            ProcessHandle process,
            ServerControl control,
            OwnerLock lock,
            Layout layout,
            Optional<LogBound> logBound) {
        this.endpoint = endpoint;
        this.process = process;
        this.control = control;
        this.lock = lock;
        this.layout = layout;
        this.logBound = logBound;
    }

    /** Where it answers. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** The file with its password in the format of {@code PGPASSFILE}. */
    public Path passwordFile() {
        return layout.password();
    }

    /** What it says. */
    public Path logFile() {
        return layout.log();
    }

    /** Completes when the process ends, asked to or not. */
    public CompletionStage<Void> ended() {
        return process.onExit().thenAccept(_ -> {});
    }

    /**
     * Stops it: connections are dropped, what was committed is safe. Blocks, at most a few seconds
     * longer than told. A second stop finds nothing to do.
     *
     * @param patience how long an orderly end may take before it is cut short
     */
    public StopResult stop(Duration patience) {
        var result = stopProcess(patience);
        try {
            if (logBound.isPresent()) {
                logBound.get().close();
            }
            if (!(result instanceof StopResult.StillRunning)) {
                lock.close();
            }
        } catch (IOException e) {
            LOG.warn("event=postgres_lock_not_released reason=\"{}\"", e.getMessage());
        }
        LOG.info("event=postgres_stopped pid={} result={}", pid(), result);
        return result;
    }

    private StopResult stopProcess(Duration patience) {
        try {
            return control.stop(patience);
        } catch (StartFailure | IOException e) {
            return new StopResult.StillRunning(pid(), String.valueOf(e.getMessage()));
        }
    }
}
