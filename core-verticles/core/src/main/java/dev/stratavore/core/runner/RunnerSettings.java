package dev.stratavore.core.runner;

import java.time.Duration;

/**
 * The figures of runners.
 *
 * @param lingerAfterEnd how long the actor of an ended runner stays for those who still ask
 * @param hostTries how often the host is asked for a launch, or for the end of a stray process,
 *     while it cannot be reached
 */
public record RunnerSettings(Duration lingerAfterEnd, int hostTries) {
    /** A minute; ten tries, which with their pauses take half a minute. */
    public static final RunnerSettings DEFAULTS = new RunnerSettings(Duration.ofMinutes(1), 10);

    public RunnerSettings {
        if (hostTries < 1) {
            throw new IllegalArgumentException(hostTries + " tries");
        }
    }
}
