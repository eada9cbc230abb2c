package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.GetProjectRequest;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.cli.render.ProjectView;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code projects show}: all about one. */
final class ProjectsShow implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of("projects show", "Shows everything about one project.")
                .needed("PROJECT", "Its name.")
                .formats()
                .ids()
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        String name = args.required("which project: stratavore projects show PROJECT");
        ProjectView.show(
                context.daemon().running().getProject(new GetProjectRequest(name)),
                context.listing(),
                context.console());
        return ExitCode.OK.code();
    }
}
