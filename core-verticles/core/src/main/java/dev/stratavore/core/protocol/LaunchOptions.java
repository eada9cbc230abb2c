package dev.stratavore.core.protocol;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the user asked of the agent, kept so that a restart can ask for the same.
 *
 * @param arguments for the agent itself, as they stood behind {@code --}
 */
public record LaunchOptions(
        Optional<String> model,
        OptionalDouble temperature,
        OptionalInt maxTokens,
        List<String> arguments,
        RestartPolicy restart) {
    /** Nothing in particular. */
    public static final LaunchOptions NONE =
            new LaunchOptions(
                    Optional.empty(),
                    OptionalDouble.empty(),
                    OptionalInt.empty(),
                    List.of(),
                    RestartPolicy.NEVER);

    public LaunchOptions {
        arguments = List.copyOf(arguments);
    }
}
