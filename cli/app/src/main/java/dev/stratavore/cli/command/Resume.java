package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ChangeResult;
import dev.stratavore.api.wire.ResumeLostRequest;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.CommandIds;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.launch.Environment;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;

/** {@code resume}: brings back what the machine's restart took away. */
final class Resume implements Command {
    /** Many may have to start on a machine that is busy coming up. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public CommandSpec spec() {
        return Options.of(
                        "resume",
                        "Starts runners again that were lost with the machine or the pty host.")
                .flag("All of them, afresh: conversations do not come back.", "--lost")
                .value("PROJECT", "Only those of a project.", "--project")
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        if (!args.has("--lost")) {
            throw CommandException.usage("say what to bring back: stratavore resume --lost");
        }
        ApiClient client = context.daemon().started().within(args.duration("--timeout", PATIENCE));
        var reply =
                client.resumeLost(
                        new ResumeLostRequest(
                                CommandIds.next(context.around().clock()),
                                args.value("--project", ""),
                                Environment.of(context)));
        Results told = new Results(context.console());
        for (ChangeResult one : reply.results()) {
            told.tell(one.runner(), one.message(), one.ok(), one.state() != null);
        }
        if (told.none()) {
            context.console().note("no runner was lost");
        }
        return told.none() ? ExitCode.OK.code() : told.code().code();
    }
}
