package dev.stratavore.core.runner;

import dev.stratavore.core.protocol.RunnerSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A launch that is owed, with the environment that exists in memory alone. It survives restarts of
 * the actor and is forgotten as soon as the outcome is known. Touched by the actor's context alone.
 */
public final class LaunchOrder {
    private @Nullable RunnerSpec spec;

    private LaunchOrder(@Nullable RunnerSpec spec) {
        this.spec = spec;
    }

    /** An order to launch. */
    public static LaunchOrder of(RunnerSpec spec) {
        return new LaunchOrder(spec);
    }

    /** Nothing to launch: the runner is read from the store as it is. */
    public static LaunchOrder none() {
        return new LaunchOrder(null);
    }

    Optional<RunnerSpec> spec() {
        return Optional.ofNullable(spec);
    }

    void renew(RunnerSpec next) {
        spec = next;
    }

    void forget() {
        spec = null;
    }
}
