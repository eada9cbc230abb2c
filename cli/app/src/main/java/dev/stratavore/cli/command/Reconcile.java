package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.cli.console.Text;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconcile}: compares database and pty host at once. */
final class Reconcile implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of(
                        "reconcile",
                        "Compares what the database and the pty host have, and mends it.")
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        List<String> changes = context.daemon().running().reconcile().changes();
        for (String change : changes) {
            context.console().line(Text.plain(change));
        }
        if (changes.isEmpty()) {
            context.console().line("nothing to change: database and pty host agree");
        }
        return ExitCode.OK.code();
    }
}
