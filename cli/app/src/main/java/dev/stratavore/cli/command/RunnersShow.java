package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.cli.render.RunnerView;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code runners show}: all about one. */
final class RunnersShow implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of("runners show", "Shows everything about one runner.")
                .needed("RUNNER", "An id or a name.")
                .formats()
                .ids()
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        String runner = args.required("which runner: stratavore runners show ID");
        RunnerView.show(
                OneRunner.of(context.daemon().running(), runner),
                context.listing(),
                context.console());
        return ExitCode.OK.code();
    }
}
