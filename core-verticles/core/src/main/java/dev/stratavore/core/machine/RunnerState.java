package dev.stratavore.core.machine;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.Loss;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * What a runner knows of itself.
 *
 * @param version rises by one with each event; also the epoch of a timer armed in this state
 * @param attempt counts the runs of the program, from 1
 * @param fence of the attempt: facts of a lower one are history
 * @param startedAt when its process was, by the node's clock
 * @param unreachableSince since when its pty host has been silent, if it is
 * @param lost what took the latest attempt away, if something did
 * @param launchInFlight whether this actor holds the launch and waits for its outcome, so that the
 *     host's not knowing the attempt means nothing yet; not durable
 */
public record RunnerState(
        RunnerId id,
        RunnerStatus status,
        long version,
        int attempt,
        long fence,
        Optional<ProcessId> process,
        Optional<ExitStatus> exit,
        Optional<String> reason,
        Optional<Instant> startedAt,
        Restarts restarts,
        Optional<Instant> unreachableSince,
        Optional<Loss> lost,
        boolean launchInFlight) {
    /** A process, told from a later one of the same pid by its start time. */
    public record ProcessId(long pid, long startTicks) {}

    public RunnerState {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt " + attempt);
        }
    }

    /** The same with the launch in this actor's hands, or no longer. */
    public RunnerState withLaunchInFlight(boolean inFlight) {
        return new RunnerState(
                id,
                status,
                version,
                attempt,
                fence,
                process,
                exit,
                reason,
                startedAt,
                restarts,
                unreachableSince,
                lost,
                inFlight);
    }
}
