package dev.stratavore.cli;

import dev.stratavore.cli.command.CommandTable;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.parse.GlobalOptions;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code --help} prints, out of the commands' models. */
final class HelpText {
    private static final int WORDS_WIDTH = 18;
    private static final int WIDTH = 80;

    private HelpText() {}

    /** All commands in a line each. */
    static String overview() {
        StringBuilder text = new StringBuilder("Usage: stratavore PROJECT [OPTIONS] [-- ARGS]\n");
        text.append("       stratavore COMMAND [OPTIONS]\n\n");
        text.append("Runs coding agents in real terminals that outlive this one.\n\nCommands:\n");
        for (String words : CommandTable.WORDS) {
            Command command = CommandTable.find(words);
            if (command != null) {
                text.append("  ").append(words);
                text.append(" ".repeat(Math.max(1, WORDS_WIDTH - words.length())));
                text.append(command.spec().usageMessage().description()[0]).append('\n');
            }
        }
        text.append(
                "\n"
                        + "Also: ps for runners, ls for projects, stop for kill, rm ID for runners"
                        + " prune ID.\n");
        return text.append("More about one: stratavore COMMAND --help\n").toString();
    }

    /** One command. */
    static String of(Command command) {
        CommandSpec spec = command.spec();
        GlobalOptions.addTo(spec);
        return of(spec);
    }

    static String of(CommandSpec spec) {
        spec.usageMessage().width(WIDTH).sortOptions(false);
        return new CommandLine(spec).getUsageMessage(Ansi.OFF);
    }

    /** The commands of a group. */
    static String group(String group) {
        StringBuilder text = new StringBuilder();
        for (String words : CommandTable.WORDS) {
            if (words.startsWith(group + " ")) {
                text.append(text.isEmpty() ? "" : ", ").append("stratavore ").append(words);
            }
        }
        return text.toString();
    }
}
