package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code daemon start}: starts it unless it runs. */
final class DaemonStart implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of("daemon start", "Starts the daemon unless it runs already.").spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        context.console()
                .line("stratavored runs, pid " + context.daemon().startedByHand().status().pid());
        return ExitCode.OK.code();
    }
}
