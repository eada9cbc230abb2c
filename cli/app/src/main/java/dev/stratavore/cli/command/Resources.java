package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.launch.Runners;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.cli.render.ResourceView;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code resources}: what the live runners use. */
final class Resources implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of(
                        "resources",
                        "Shows what live runners use, each with its whole process tree.")
                .value("PROJECT", "Only those of a project.", "--project")
                .formats()
                .ids()
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        List<Runner> live =
                Runners.live(context.daemon().running(), args.value("--project", ""), "");
        ResourceView.list(live, context.listing());
        return ExitCode.OK.code();
    }
}
