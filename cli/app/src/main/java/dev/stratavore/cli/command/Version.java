package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code version}: of this program; works without a daemon. */
final class Version implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of("version", "Prints the version of this program.").spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        context.console().line("stratavore " + ProgramVersion.read());
        return ExitCode.OK.code();
    }
}
