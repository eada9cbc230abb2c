package dev.stratavore.cli;

import dev.stratavore.cli.command.CommandTable;
import dev.stratavore.cli.command.NearCommand;
import dev.stratavore.cli.parse.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a line, in our own words. */
final class Mistakes {
    private Mistakes() {}

    /** Refuses the line if something is wrong with it. */
    static void refuse(ParseResult result, CommandSpec spec, Words words) {
        for (Exception mistake : result.errors()) {
            String line = line(mistake, spec, words);
            if (line != null) {
                String see = line.endsWith("?") ? " See: " : "; see: ";
                throw CommandException.usage(line + see + help(spec, words));
            }
        }
    }

    private static @Nullable String line(Exception mistake, CommandSpec spec, Words words) {
        return switch (mistake) {
            case UnmatchedArgumentException unmatched ->
                    unmatched(unmatched.getUnmatched().getFirst(), spec, words);
            // An argument that is missing the command itself names better.
            case MissingParameterException missing
                    when missing.getMissing().stream().allMatch(ArgSpec::isPositional) ->
                    null;
            case MissingParameterException missing
                    when missing.getMissing().getFirst() instanceof OptionSpec option ->
                    option.longestName() + " needs a value: " + option.paramLabel();
            default -> String.valueOf(mistake.getMessage());
        };
    }

    private static String unmatched(String word, CommandSpec spec, Words words) {
        if (word.startsWith("-")) {
            int value = word.indexOf('=');
            String option = value < 0 ? word : word.substring(0, value);
            return "there is no option " + option + near(option, spec);
        }
        String tooMany = "\"" + word + "\" is one word too many";
        String first = words.first();
        if (CommandTable.SMART_LAUNCH.equals(words.command()) && first != null) {
            Optional<String> command = NearCommand.of(first);
            if (command.isPresent()) {
                return tooMany + "; did you mean \"stratavore " + command.get() + "\"?";
            }
        }
        return tooMany;
    }

    private static String near(String option, CommandSpec spec) {
        List<String> names = new ArrayList<>();
        for (OptionSpec one : spec.options()) {
            names.add(one.longestName());
        }
        return NearCommand.among(names, option)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    /** Where the options stand that the line may have. */
    private static String help(CommandSpec spec, Words words) {
        if (String.valueOf(words.first()).isEmpty()) {
            return "stratavore --help";
        }
        return CommandTable.SMART_LAUNCH.equals(words.command())
                ? "stratavore launch --help"
                : spec.name() + " --help";
    }
}
