package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.cli.console.Prompt;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.daemon.PtyHost;
import dev.stratavore.cli.launch.Runners;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code daemon stop}: the runners go on unless all is said. */
final class DaemonStop implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of("daemon stop", "Stops the daemon; its runners go on.")
                .flag("End every runner, too, and the pty host; asks first.", "--all")
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        boolean all = args.has("--all");
        Optional<ApiClient> running = context.daemon().ifRunning();
        if (running.isEmpty() && !(all && PtyHost.listens(context.daemon().paths()))) {
            context.console()
                    .line("stratavored is not running" + (all ? ", and no runner is" : ""));
            return ExitCode.OK.code();
        }
        if (running.isEmpty() && !context.options().yes() && !context.terminal().canAsk()) {
            throw CommandException.usage(
                    "the pty host still runs, and maybe runners; to end them: stratavore daemon"
                            + " stop --all --yes");
        }
        // The runners that a stopped daemon left alone have their ends recorded, too.
        ApiClient client = running.isPresent() ? running.get() : context.daemon().startedByHand();
        int count = all ? confirmed(context, client) : 0;
        long pid = DaemonEnd.stop(client, all, context);
        if (all) {
            context.console().line(Runners.counted(count) + " ended, and the pty host");
        }
        context.console().line("stratavored has stopped, pid " + pid);
        return ExitCode.OK.code();
    }

    /** How many runners that is. */
    private static int confirmed(Context context, ApiClient client) throws IOException {
        int count = Runners.live(client, "", "").size();
        if (count == 0 || context.options().yes()) {
            return count;
        }
        String what = "end " + Runners.counted(count) + " and stop the daemon";
        if (!context.terminal().canAsk()) {
            throw CommandException.usage("this would " + what + "; confirm with --yes");
        }
        if (!Prompt.sure(context.console(), "Really " + what + "?")) {
            throw new CommandException(ExitCode.FAILED, "nothing was stopped");
        }
        return count;
    }
}
