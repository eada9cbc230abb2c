package dev.stratavore.core.protocol;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the user asked of the agent, kept so that a restart can ask for the same.
 *
 * @param maxTimeMillis how long it may run before it is stopped; empty for as long as it likes
 * @param worktree a working tree of its own, if wanted
 * @param arguments for the agent itself, as they stood behind {@code --}
 */
public record LaunchOptions(
        Optional<String> model,
        OptionalDouble temperature,
        OptionalInt maxTokens,
        List<String> arguments,
        RestartPolicy restart,
        OptionalLong maxTimeMillis,
        Optional<Worktree> worktree) {
    /** Nothing in particular. */
    public static final LaunchOptions NONE =
            new LaunchOptions(
                    Optional.empty(),
                    OptionalDouble.empty(),
                    OptionalInt.empty(),
                    List.of(),
                    RestartPolicy.NEVER,
                    OptionalLong.empty(),
                    Optional.empty());

    /** Of one that may run as long as it likes. */
    public LaunchOptions(
            Optional<String> model,
            OptionalDouble temperature,
            OptionalInt maxTokens,
            List<String> arguments,
            RestartPolicy restart) {
        this(
                model,
                temperature,
                maxTokens,
                arguments,
                restart,
                OptionalLong.empty(),
                Optional.empty());
    }

    /** The same with another policy. */
    public LaunchOptions restarting(RestartPolicy policy) {
        return new LaunchOptions(
                model, temperature, maxTokens, arguments, policy, maxTimeMillis, worktree);
    }

    public LaunchOptions {
        arguments = List.copyOf(arguments);
        if (maxTimeMillis.orElse(1) < 1) {
            throw new IllegalArgumentException("a time of " + maxTimeMillis.getAsLong() + " ms");
        }
    }

    /** The same in this tree, or in none. */
    public LaunchOptions in(Optional<Worktree> tree) {
        return new LaunchOptions(
                model, temperature, maxTokens, arguments, restart, maxTimeMillis, tree);
    }
}
