package dev.stratavore.pty.host;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Ends attempts and all they started; a second stop of one joins the first. What an attempt leaves
 * behind that ends by itself is ended too: nothing of a runner goes on without it.
 */
final class Stopper {
    private final HostServices host;
    private final RunnerProcesses processes;
    private final Map<Attempt, StopOperation> underWay = new HashMap<>();

    Stopper(HostServices host, RunnerProcesses processes) {
        this.host = host;
        this.processes = processes;
    }

    /**
     * Ends an attempt and all it started.
     *
     * @param done told, when nothing is left, how many processes SIGKILL had to end
     */
    void stop(Attempt attempt, int graceMillis, boolean force, IntConsumer done) {
        StopOperation operation = underWay.get(attempt);
        if (operation == null) {
            attempt.frozen(false);
            operation = new StopOperation(host, processes, attempt, () -> finished(attempt));
            underWay.put(attempt, operation);
        }
        operation.join(graceMillis, force, done);
    }

    private void finished(Attempt attempt) {
        underWay.remove(attempt);
        processes.forget(attempt);
    }

    /** The attempts that are being ended. */
    Set<Attempt> underWay() {
        return Set.copyOf(underWay.keySet());
    }

    boolean isStopping(Attempt attempt) {
        return underWay.containsKey(attempt);
    }

    /** An attempt's leader has ended. */
    void ended(Attempt attempt) {
        StopOperation operation = underWay.get(attempt);
        if (operation != null) {
            operation.leaderEnded();
        } else {
            stop(attempt, 0, false, killed -> swept(attempt, killed));
        }
    }

    private void swept(Attempt attempt, int killed) {
        if (killed > 0) {
            host.log().event("swept", "runner", attempt.ref().runner(), "killed", killed);
        }
    }
}
