package dev.stratavore.core.actor;

import java.time.Duration;

/**
 * The figures of all actors.
 *
 * @param mailboxCapacity commands that wait at most; more are refused
 * @param maxRestarts how often an actor may be restarted within {@code restartWindow}; once more
 *     and it stays down
 * @param askTimeout how long an asker waits before the outcome is unknown
 * @param retryFirst the first pause before something is tried again because the store or the host
 *     did not answer; doubled each time
 * @param retryMost the longest such pause
 */
public record ActorSettings(
        int mailboxCapacity,
        int maxRestarts,
        Duration restartWindow,
        Duration askTimeout,
        Duration retryFirst,
        Duration retryMost) {
    /** 1,000 commands, 3 restarts in 10 s, 30 s to answer, pauses of 0.1 to 5 s. */
    public static final ActorSettings DEFAULTS =
            new ActorSettings(
                    1_000,
                    3,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(5));

    public ActorSettings {
        if (mailboxCapacity < 1 || maxRestarts < 0) {
            throw new IllegalArgumentException(
                    "mailbox of " + mailboxCapacity + ", " + maxRestarts + " restarts");
        }
        if (retryFirst.isNegative() || retryFirst.isZero() || retryMost.compareTo(retryFirst) < 0) {
            throw new IllegalArgumentException("pauses of " + retryFirst + " to " + retryMost);
        }
    }
}
