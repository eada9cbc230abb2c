package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ListProjectsReply;
import dev.stratavore.api.wire.ListProjectsRequest;
import dev.stratavore.api.wire.Project;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.cli.render.ProjectView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code projects}: what there is. */
final class ProjectsList implements Command {
    private static final int PAGE = 500;

    @Override
    public CommandSpec spec() {
        return Options.of("projects", "Lists the projects.")
                .value("STATUS", "Only those of a status: active, idle or archived.", "--status")
                .flag("More columns.", "--verbose", "-v")
                .formats()
                .ids()
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        String status = args.choice("--status", "", "", "active", "idle", "archived");
        ApiClient client = context.daemon().running();
        List<Project> projects = new ArrayList<>();
        String token = "";
        do {
            ListProjectsReply reply =
                    client.listProjects(new ListProjectsRequest(PAGE, token, status));
            projects.addAll(reply.projects());
            token = reply.nextPageToken();
        } while (!token.isEmpty());
        ProjectView.list(projects, args.has("--verbose"), context.listing());
        return ExitCode.OK.code();
    }
}
