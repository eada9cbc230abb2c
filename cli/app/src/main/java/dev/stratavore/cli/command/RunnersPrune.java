package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ChangeResult;
import dev.stratavore.api.wire.PruneReply;
import dev.stratavore.api.wire.PruneRequest;
import dev.stratavore.cli.console.Prompt;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.CommandIds;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code runners prune}, and {@code rm} for those that are named. */
final class RunnersPrune implements Command {
    /** Idle ones are asked politely, and their ends are waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final boolean named;

    /**
     * @param named whether runners have to be named
     */
    RunnersPrune(boolean named) {
        this.named = named;
    }

    @Override
    public CommandSpec spec() {
        Options options =
                Options.of(
                                named ? "rm" : "runners prune",
                                "Removes ended runners with their output; events stay.")
                        .arguments("RUNNER", "Ids or names; none: every ended one of yours.")
                        .value("PROJECT", "Those of a project.", "--project");
        return (named
                        ? options
                        : options.value(
                                "TIME",
                                "End those, too, that showed no sign of work for so long.",
                                "--idle"))
                .ids()
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        List<String> runners = args.arguments();
        if (named && runners.isEmpty()) {
            throw CommandException.usage("say which runners: stratavore rm ID...");
        }
        Duration idle = named ? Duration.ZERO : args.positive("--idle");
        if (!runners.isEmpty() && !idle.isZero()) {
            throw CommandException.usage("name runners, or say --idle, not both");
        }
        ApiClient client = context.daemon().running();
        if (!idle.isZero()) {
            client = client.within(args.duration("--timeout", PATIENCE));
        }
        if (runners.isEmpty() && !context.options().yes()) {
            confirm(context, args.value("--project", ""), !idle.isZero());
        }
        PruneReply reply =
                client.prune(
                        new PruneRequest(
                                CommandIds.next(context.around().clock()),
                                runners,
                                args.value("--project", ""),
                                idle.toMillis()));
        return told(reply, runners.isEmpty(), context);
    }

    private static void confirm(Context context, String project, boolean idle) throws IOException {
        String which = project.isEmpty() ? "every ended runner" : "the ended runners of " + project;
        String what = "remove " + which + " with its output";
        if (!context.terminal().canAsk()) {
            throw CommandException.usage(
                    "this would "
                            + (idle ? "end idle runners and " : "")
                            + what
                            + "; confirm with --yes");
        }
        if (!Prompt.sure(
                context.console(), (idle ? "End idle runners, and " : "Really ") + what + "?")) {
            throw new CommandException(ExitCode.FAILED, "nothing was removed");
        }
    }

    private static int told(PruneReply reply, boolean all, Context context) {
        if (context.options().quiet()) {
            reply.pruned().forEach(context.console()::line);
        }
        Results told = new Results(context.console());
        for (ChangeResult one : reply.results()) {
            if (!one.ok() || !context.options().quiet()) {
                told.tell(one.runner(), one.message(), one.ok(), one.state() != null);
            }
        }
        if (all && !context.options().quiet()) {
            int count = reply.pruned().size();
            context.console().line("removed " + count + (count == 1 ? " runner" : " runners"));
        }
        return told.none() ? ExitCode.OK.code() : told.code().code();
    }
}
