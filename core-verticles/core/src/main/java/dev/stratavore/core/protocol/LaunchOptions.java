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
 * @param arguments for the agent itself, as they stood behind {@code --}
 */
public record LaunchOptions(
        Optional<String> model,
        OptionalDouble temperature,
        OptionalInt maxTokens,
        List<String> arguments,
        RestartPolicy restart,
        OptionalLong maxTimeMillis) {
    /** Nothing in particular. */
    public static final LaunchOptions NONE =
            new LaunchOptions(
                    Optional.empty(),
                    OptionalDouble.empty(),
                    OptionalInt.empty(),
                    List.of(),
                    RestartPolicy.NEVER,
                    OptionalLong.empty());

    /** Of one that may run as long as it likes. */
    public LaunchOptions(
            Optional<String> model,
            OptionalDouble temperature,
            OptionalInt maxTokens,
            List<String> arguments,
            RestartPolicy restart) {
        this(model, temperature, maxTokens, arguments, restart, OptionalLong.empty());
    }

    public LaunchOptions {
        arguments = List.copyOf(arguments);
        if (maxTimeMillis.orElse(1) < 1) {
            throw new IllegalArgumentException("a time of " + maxTimeMillis.getAsLong() + " ms");
        }
    }
}
