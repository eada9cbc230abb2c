package dev.stratavore.core;

import dev.stratavore.core.actor.ActorSettings;
import dev.stratavore.core.quota.PlaceLimits;
import dev.stratavore.core.runner.RunnerSettings;

/**
 * The figures of a node.
 *
 * @param limits what bounds the places of runners
 */
public record CoreSettings(ActorSettings actors, RunnerSettings runners, PlaceLimits limits) {
    private static final int DEFAULT_MAX_RUNNERS = 5;

    /** What holds where nothing is configured. */
    public static final CoreSettings DEFAULTS =
            new CoreSettings(ActorSettings.DEFAULTS, RunnerSettings.DEFAULTS, DEFAULT_MAX_RUNNERS);

    /** With a limit for projects that have none of their own, and none for the node. */
    public CoreSettings(ActorSettings actors, RunnerSettings runners, int defaultMaxRunners) {
        this(actors, runners, PlaceLimits.of(defaultMaxRunners));
    }

    public CoreSettings {
        if (limits.byDefault() < 1) {
            throw new IllegalArgumentException("quota of " + limits.byDefault());
        }
    }
}
