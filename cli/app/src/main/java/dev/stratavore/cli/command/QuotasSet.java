package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.Quota;
import dev.stratavore.api.wire.SetQuotaRequest;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.CommandIds;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.cli.render.QuotaView;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code quotas set}: gives a project a limit of its own. */
final class QuotasSet implements Command {
    private static final String DEFAULT = "default";
    private static final int WORDS = 3;

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Options.of("quotas set", "Sets a limit of a project, from now on.")
                        .arguments(
                                "PROJECT NAME VALUE",
                                "Its name, the limit's, and a number or the word default.")
                        .formats()
                        .ids()
                        .spec();
        // A number below zero is a wrong value, not an unknown option.
        spec.parser().unmatchedOptionsArePositionalParams(true);
        return spec;
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        List<String> words = args.arguments();
        if (words.size() != WORDS) {
            throw CommandException.usage(
                    "say which limit: stratavore quotas set PROJECT NAME VALUE");
        }
        SetQuotaRequest request =
                new SetQuotaRequest(
                        CommandIds.next(context.around().clock()),
                        words.get(0),
                        words.get(1),
                        value(words.get(1), words.get(2)));
        Quota now = context.daemon().running().setQuota(request);
        if (context.options().quiet()) {
            context.console().line(now.project());
        } else if (context.listing().isTable()) {
            context.console().line(QuotaView.line(now));
        } else {
            context.listing().document(QuotaView.document(now));
        }
        return ExitCode.OK.code();
    }

    private static @Nullable Long value(String name, String word) {
        if (word.equals(DEFAULT)) {
            return null;
        }
        long value;
        try {
            value = Long.parseLong(word);
        } catch (NumberFormatException e) {
            value = -1;
        }
        if (value < 0) {
            throw CommandException.usage(
                    name
                            + " takes a whole number from 0, or the word default, not \""
                            + word
                            + "\"");
        }
        return value;
    }
}
