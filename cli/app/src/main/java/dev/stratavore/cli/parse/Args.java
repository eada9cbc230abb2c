package dev.stratavore.cli.parse;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What was written on the command line, converted and checked. */
public final class Args {
    /** A line without options or arguments: it needs no parser. */
    public static final Args NONE = new Args(null, List.of());

    private final @Nullable ParseResult result;
    private final List<String> trailing;

    /**
     * @param result what picocli matched, null for nothing
     * @param trailing what follows {@code --} where the command passes it on
     */
    public Args(@Nullable ParseResult result, List<String> trailing) {
        this.result = result;
        this.trailing = List.copyOf(trailing);
    }

    /** What follows {@code --}, untouched. */
    public List<String> trailing() {
        return trailing;
    }

    /** Whether an option was written. */
    public boolean has(String option) {
        return result != null && result.hasMatchedOption(option);
    }

    /** The option's value, or null. */
    public @Nullable String value(String option) {
        OptionSpec matched = result == null ? null : result.matchedOption(option);
        return matched == null ? null : matched.getValue();
    }

    /** The option's value, or the fallback. */
    public String value(String option, String fallback) {
        String value = value(option);
        return value == null ? fallback : value;
    }

    /** One of a few words. */
    public String choice(String option, String fallback, String... words) {
        String value = value(option, fallback);
        if (!List.of(words).contains(value)) {
            List<String> shown = Arrays.stream(words).filter(word -> !word.isEmpty()).toList();
            throw wrong(option, "one of " + String.join(", ", shown), value);
        }
        return value;
    }

    /** A whole number in a range. */
    public int integer(String option, int fallback, int least, int most) {
        String value = value(option);
        if (value == null) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, in the same words as a number out of range.
            throw wrong(option, "a number from " + least + " to " + most, value);
        }
        throw wrong(option, "a number from " + least + " to " + most, value);
    }

    /** A whole number in a range, or null where the option is absent. */
    public @Nullable Integer optional(String option, int least, int most) {
        return value(option) == null ? null : integer(option, least, least, most);
    }

    /** A decimal number in a range, or null where the option is absent. */
    public @Nullable Double decimal(String option, double least, double most) {
        String value = value(option);
        if (value == null) {
            return null;
        }
        double number;
        try {
            number = Double.parseDouble(value);
        } catch (NumberFormatException e) {
            number = Double.NaN;
        }
        if (number >= least && number <= most) {
            return number;
        }
        throw wrong(option, "a number from " + plain(least) + " to " + plain(most), value);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /** A duration, or the fallback. */
    public Duration duration(String option, Duration fallback) {
        String value = value(option);
        if (value == null) {
            return fallback;
        }
        Duration duration = Durations.parse(value);
        if (duration == null) {
            throw wrong(option, "a duration such as 500ms, 10s, 5m, 1h or 2d", value);
        }
        return duration;
    }

    /** A duration above zero, or zero where the option is absent. */
    public Duration positive(String option) {
        Duration duration = duration(option, Duration.ZERO);
        if (has(option) && duration.isZero()) {
            throw wrong(option, "a duration above zero", String.valueOf(value(option)));
        }
        return duration;
    }

    /** All arguments without their options. */
    public List<String> arguments() {
        return result == null
                ? List.of()
                : List.copyOf(result.matchedPositionalValue(0, List.<String>of()));
    }

    /** The only argument, or null. */
    public @Nullable String argument() {
        return result == null ? null : result.matchedPositionalValue(0, (String) null);
    }

    /** The only argument; its absence is told by {@code what} it is. */
    public String required(String what) {
        String argument = argument();
        if (argument == null || argument.isEmpty()) {
            throw CommandException.usage("say " + what);
        }
        return argument;
    }

    private CommandException wrong(String option, String expected, String value) {
        OptionSpec matched = result == null ? null : result.matchedOption(option);
        String names = matched == null ? option : String.join(", ", matched.names());
        return CommandException.usage(names + " takes " + expected + ", not \"" + value + "\"");
    }
}
