package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ApiStream;
import dev.stratavore.api.wire.KillRequest;
import dev.stratavore.api.wire.KillResult;
import dev.stratavore.cli.console.Prompt;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.launch.CommandIds;
import dev.stratavore.cli.launch.Runners;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code kill}: stops runners, politely first. */
final class Kill implements Command {
    private static final String ALL = "all";

    @Override
    public CommandSpec spec() {
        return Options.of("kill", "Stops runners: politely, then with their whole process trees.")
                .arguments("RUNNER", "Ids or names, or the word all.")
                .value("PROJECT", "Every runner of a project.", "--project")
                .flag("Do not ask politely first.", "--force", "-f")
                .value("TIME", "How long the polite way may take (10s).", "--timeout")
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        List<String> runners = args.arguments();
        String project = args.value("--project", "");
        boolean all = runners.equals(List.of(ALL));
        check(runners, project, all);
        Duration timeout = args.duration("--timeout", Duration.ZERO);
        ApiClient client = context.daemon().running();
        if (all && !context.options().yes()) {
            confirm(context, client);
        }
        KillRequest request =
                new KillRequest(
                        CommandIds.next(context.around().clock()),
                        all ? List.of() : runners,
                        project,
                        args.has("--force"),
                        timeout.toMillis());
        return follow(client, request, context);
    }

    private static void check(List<String> runners, String project, boolean all) {
        if (runners.isEmpty() && project.isEmpty()) {
            throw CommandException.usage(
                    "say which runners: stratavore kill ID..., kill --project PROJECT, or kill"
                            + " all");
        }
        if (!runners.isEmpty() && !project.isEmpty()) {
            throw CommandException.usage("name runners or a project, not both");
        }
        if (!all && runners.contains(ALL)) {
            throw CommandException.usage("\"all\" stands alone: stratavore kill all");
        }
    }

    private static void confirm(Context context, ApiClient client) throws IOException {
        if (!context.terminal().canAsk()) {
            throw CommandException.usage("kill all stops all your runners; confirm with --yes");
        }
        int count = Runners.live(client, "", "").size();
        if (!Prompt.sure(context.console(), "Stop all " + count + " of your runners?")) {
            throw new CommandException(ExitCode.FAILED, "nothing was stopped");
        }
    }

    private static int follow(ApiClient client, KillRequest request, Context context)
            throws IOException {
        Results told = new Results(context.console());
        try (ApiStream<KillResult> results = client.kill(request)) {
            for (KillResult one = results.next(); one != null; one = results.next()) {
                boolean known = one.ok() || one.state() != null;
                String hint =
                        known || one.runner().startsWith("runner-")
                                ? ""
                                : "; a project's: stratavore kill --project " + one.runner();
                told.tell(one.runner(), one.message() + hint, one.ok(), known);
            }
        }
        if (told.none()) {
            context.console().note("no runner is live there");
        }
        return told.code().code();
    }
}
