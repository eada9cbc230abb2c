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
    private boolean stopped;

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

    /** Where everything is that it writes. */
    public Path folder() {
        return layout.base();
    }

    /** The file with its password in the format of {@code PGPASSFILE}. */
    public Path passwordFile() {
        return layout.password();
    }

    /** What it says. */
    public Path logFile() {
        return layout.log();
    }

    /**
     * Completes when the process ends, asked to or not. One that ended unasked is still to be
     * stopped here, before it can be started anew.
     */
    public CompletionStage<Void> ended() {
        return process.onExit().thenAccept(_ -> {});
    }

    /**
     * Stops it: connections are dropped, what was committed is safe. Blocks, at most a few seconds
     * longer than told. A second stop does nothing: the directory may have another owner by then.
     *
     * @param patience how long an orderly end may take before it is cut short
     */
    public synchronized StopResult stop(Duration patience) {
        if (stopped) {
            return new StopResult.Clean();
        }
        var result = stopProcess(patience);
        if (!(result instanceof StopResult.StillRunning)) {
            stopped = true;
            release();
        }
        LOG.info("event=postgres_stopped pid={} result={}", pid(), result);
        return result;
    }

    private void release() {
        try (lock) {
            if (logBound.isPresent()) {
                logBound.get().close();
            }
        } catch (IOException e) {
            LOG.warn("event=postgres_not_released reason=\"{}\"", e.getMessage());
        }
    }

    private StopResult stopProcess(Duration patience) {
        try {
            return control.stop(patience);
        } catch (StartFailure | IOException e) {
            return new StopResult.StillRunning(pid(), String.valueOf(e.getMessage()));
        }
    }
}
