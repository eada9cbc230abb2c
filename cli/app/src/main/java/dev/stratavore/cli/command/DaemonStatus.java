package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.StatusReply;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.cli.render.StatusView;
import dev.stratavore.cli.render.Times;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code daemon status}: whether it runs; exit 69 if it does not. */
final class DaemonStatus implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of("daemon status", "Says whether the daemon runs.").formats().spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        Optional<ApiClient> client = context.daemon().ifRunning();
        if (client.isEmpty()) {
            throw new CommandException(ExitCode.UNREACHABLE, "stratavored is not running");
        }
        StatusReply status = client.get().status();
        if (context.listing().isTable()) {
            context.console()
                    .line(
                            "stratavored "
                                    + status.version()
                                    + " runs, pid "
                                    + status.pid()
                                    + ", up "
                                    + Times.span(status.now() - status.startedAt()));
        } else {
            context.listing().document(StatusView.daemon(status));
        }
        return ExitCode.OK.code();
    }
}
