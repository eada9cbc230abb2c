package dev.stratavore.cli.command;

import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ApiStream;
import dev.stratavore.api.wire.KillRequest;
import dev.stratavore.api.wire.KillResult;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.CommandIds;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code kill}: stops runners, politely first. */
final class Kill implements Command {
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
        boolean all = AllRunners.meant(args, "kill");
        String project = args.value("--project", "");
        Duration timeout = args.duration("--timeout", Duration.ZERO);
        ApiClient client = context.daemon().running();
        if (all && !context.options().yes()) {
            List<Runner> runners = AllRunners.withOwedRestarts(client);
            if (runners.isEmpty()) {
                return AllRunners.none(context);
            }
            AllRunners.confirm(context, runners, "stop", "live");
        }
        KillRequest request =
                new KillRequest(
                        CommandIds.next(context.around().clock()),
                        all ? List.of() : args.arguments(),
                        project,
                        args.has("--force"),
                        timeout.toMillis());
        return follow(client, request, all, context);
    }

    private static int follow(ApiClient client, KillRequest request, boolean all, Context context)
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
            context.console().note("no runner is live" + (all ? "" : " there"));
        }
        return told.code().code();
    }
}
