package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ListRunnersRequest;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.launch.Runners;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.cli.render.RunnerView;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code runners}: the live ones, or all. */
final class RunnersList implements Command {
    private static final String STATUS = "--status";
    private static final String[] STATUSES = {
        "", "starting", "running", "paused", "stopping", "terminated", "failed"
    };

    @Override
    public CommandSpec spec() {
        return Options.of("runners", "Lists the live runners.")
                .flag("Ended ones, too.", "--all", "-a")
                .value("STATUS", "Only those of a status.", STATUS)
                .value("AGENT", "Only those of an agent.", "--agent")
                .value("PROJECT", "Only those of a project.", "--project")
                .value("N", "Only the N newest.", "--limit")
                .flag("More columns.", "--verbose", "-v")
                .formats()
                .ids()
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        String status = args.choice(STATUS, "", STATUSES);
        ListRunnersRequest wanted =
                new ListRunnersRequest(
                        0,
                        "",
                        args.value("--project", ""),
                        args.has("--all") || status.equals("terminated") || status.equals("failed"),
                        status,
                        args.value("--agent", ""),
                        false);
        int limit = args.integer("--limit", 0, 1, Integer.MAX_VALUE);
        ApiClient client = context.daemon().running();
        List<Runner> runners =
                limit == 0 ? Runners.list(client, wanted) : Runners.newest(client, wanted, limit);
        RunnerView.list(runners, args.has("--verbose"), context.listing(), context.now());
        return ExitCode.OK.code();
    }
}
