package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.RestartReply;
import dev.stratavore.api.wire.RestartRequest;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.CommandIds;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.launch.Environment;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.cli.render.RunnerView;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;

/** {@code restart}: ends a runner where it is live, and starts it again in its place. */
final class Restart implements Command {
    /** Beyond the grace: the end of its tree, and the start. */
    private static final Duration AROUND = Duration.ofMinutes(3);

    @Override
    public CommandSpec spec() {
        return Options.of("restart", "Starts a runner again with what it was launched with.")
                .needed("RUNNER", "An id or a name.")
                .flag("End a live one without asking politely first.", "--force", "-f")
                .value("TIME", "How long the polite way may take (10s).", "--timeout")
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        String runner = args.required("which runner: stratavore restart ID");
        Duration timeout = args.duration("--timeout", Duration.ZERO);
        ApiClient client = context.daemon().running().within(timeout.plus(AROUND));
        RestartReply reply =
                client.restart(
                        new RestartRequest(
                                CommandIds.next(context.around().clock()),
                                runner,
                                "",
                                args.has("--force"),
                                timeout.toMillis(),
                                Environment.of(context)));
        Runner now = reply.runner();
        if (now == null) {
            throw new CommandException(ExitCode.INTERNAL, "the daemon restarted nothing");
        }
        if (now.status().equals("failed")) {
            context.console().note(now.id() + " failed: " + RunnerView.end(now));
            return ExitCode.FAILED.code();
        }
        context.console().line(now.id() + ": " + now.status() + " as attempt " + now.attempt());
        return ExitCode.OK.code();
    }
}
