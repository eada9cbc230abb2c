package dev.stratavore.pty.host;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/** Ends attempts; a second stop of one joins the first. */
final class Stopper {
    private final HostServices host;
    private final Attempts attempts;
    private final long self;
    private final Map<Attempt, StopOperation> underWay = new HashMap<>();

    Stopper(HostServices host, Attempts attempts, long self) {
        this.host = host;
        this.attempts = attempts;
        this.self = self;
    }

    /**
     * Ends an attempt and all it started.
     *
     * @param done told, when nothing is left, how many processes SIGKILL had to end
     */
    void stop(Attempt attempt, int graceMillis, boolean force, IntConsumer done) {
        StopOperation operation = underWay.get(attempt);
        if (operation == null) {
            if (!attempt.alive() && attempts.living(attempt.ref().runner()) != null) {
                // What carries the runner's mark now belongs to its next attempt.
                done.accept(0);
                return;
            }
            operation =
                    new StopOperation(
                            host, attempt, treeOf(attempt), () -> underWay.remove(attempt));
            underWay.put(attempt, operation);
        }
        operation.join(graceMillis, force, done);
    }

    /** The processes of an attempt. */
    ProcessTree treeOf(Attempt attempt) {
        return new ProcessTree(attempt.ref().runner(), attempt.process(), self);
    }

    /** An attempt's leader has ended. */
    void ended(Attempt attempt) {
        StopOperation operation = underWay.get(attempt);
        if (operation != null) {
            operation.leaderEnded();
        }
    }
}
