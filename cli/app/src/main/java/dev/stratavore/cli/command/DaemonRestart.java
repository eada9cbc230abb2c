package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.daemon.Configuration;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.config.StratavoreConfig;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code daemon restart}: the runners go on meanwhile. */
final class DaemonRestart implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of("daemon restart", "Stops the daemon and starts it; its runners go on.")
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        // A daemon that could not come back is not taken down.
        StratavoreConfig _ =
                Configuration.load(context.around().environment(), context.options().config());
        Optional<ApiClient> client = context.daemon().ifRunning();
        if (client.isPresent()) {
            long _ = DaemonEnd.stop(client.get(), false, context);
        }
        context.console()
                .line("stratavored runs, pid " + context.daemon().startedByHand().status().pid());
        return ExitCode.OK.code();
    }
}
