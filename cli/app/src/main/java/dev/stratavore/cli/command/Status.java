package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.cli.render.StatusView;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code status}: how the node is. */
final class Status implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of("status", "Shows how the daemon, its runners and its database are.")
                .flag("How heartbeats come, too.", "--metrics")
                .formats()
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        StatusView.show(
                context.daemon().running().status(),
                args.has("--metrics"),
                context.listing(),
                context.console());
        return ExitCode.OK.code();
    }
}
