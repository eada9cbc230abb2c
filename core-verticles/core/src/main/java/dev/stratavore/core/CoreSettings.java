package dev.stratavore.core;

import dev.stratavore.core.actor.ActorSettings;
import dev.stratavore.core.runner.RunnerSettings;

/**
 * The figures of a node.
 *
 * @param defaultMaxRunners the quota of a project that has none of its own
 */
public record CoreSettings(ActorSettings actors, RunnerSettings runners, int defaultMaxRunners) {
    private static final int DEFAULT_MAX_RUNNERS = 5;

    /** What holds where nothing is configured. */
    public static final CoreSettings DEFAULTS =
            new CoreSettings(ActorSettings.DEFAULTS, RunnerSettings.DEFAULTS, DEFAULT_MAX_RUNNERS);

    public CoreSettings {
        if (defaultMaxRunners < 1) {
            throw new IllegalArgumentException("quota of " + defaultMaxRunners);
        }
    }
}
