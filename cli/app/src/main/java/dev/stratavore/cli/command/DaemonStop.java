package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code daemon stop}: the runners go on unless all is said. */
final class DaemonStop implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of("daemon stop", "Stops the daemon; its runners go on.")
                .flag("End every runner, too, and the pty host.", "--all")
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        Optional<ApiClient> client = context.daemon().ifRunning();
        if (client.isEmpty()) {
            context.console().line("stratavored is not running");
            return ExitCode.OK.code();
        }
        long pid = DaemonEnd.stop(client.get(), args.has("--all"), context);
        context.console().line("stratavored has stopped, pid " + pid);
        return ExitCode.OK.code();
    }
}
