package dev.stratavore.pty.spi;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a user asks of an agent beyond starting it.
 *
 * @param model a model's name or alias
 * @param temperature the sampling temperature
 * @param maxTokens the longest answer, in tokens
 */
public record LaunchOptions(
        Optional<String> model, OptionalDouble temperature, OptionalInt maxTokens) {
    /** Nothing in particular. */
    public static final LaunchOptions NONE =
            new LaunchOptions(Optional.empty(), OptionalDouble.empty(), OptionalInt.empty());

    /** The same with a model. */
    public LaunchOptions withModel(String name) {
        return new LaunchOptions(Optional.of(name), temperature, maxTokens);
    }

    /** The same with a temperature. */
    public LaunchOptions withTemperature(double value) {
        return new LaunchOptions(model, OptionalDouble.of(value), maxTokens);
    }

    /** The same with a longest answer. */
    public LaunchOptions withMaxTokens(int tokens) {
        return new LaunchOptions(model, temperature, OptionalInt.of(tokens));
    }
}
